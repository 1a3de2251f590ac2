"""Your header ends with a new line where it should end with a NUL byte.

Something has to say where the number ends and the data begins, and that something is one exact byte; with
any other, every id is different.

Ask yourself: which byte is written `\\0`, and which `\\n`?
"""


def hash_object(data, kind="blob"):
    return hashlib.sha1(f"{kind} {len(data)}\n".encode() + data).hexdigest()
