"""The items that do not fill a whole batch are lost at the end, even when nobody asked for that.

Your loop hands a batch out when it is full. After the last item the loop is over, and what has been gathered
since the last full batch is still waiting.

Ask yourself: five items in batches of 2: what is in the unfinished batch when the loop ends, and which line
would hand it out?
"""


def _batches(it, n, drop_last):
    batch = []
    for item in it:
        batch.append(item)
        if len(batch) == n:
            yield batch
            batch = []
