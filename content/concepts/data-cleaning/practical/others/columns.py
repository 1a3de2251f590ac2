"""Column by column: the table is turned, each column is mapped by its rule, and turned back."""

import csv


def centimetres(text):
    match text.split():
        case []:
            return ""
        case [number, "cm"]:
            return f"{float(number):.0f}"
        case [number, "m"]:
            return f"{100 * float(number):.0f}"
        case [number] if float(number) < 3:
            return centimetres(number + " m")
        case [number]:
            return centimetres(number + " cm")
    raise ValueError(text)


RULES = {
    "clinic": lambda text: text.strip().lower().capitalize(),
    "height": centimetres,
    "chol": lambda text: {"0": "", "-999": "", "n/a": ""}.get(text.strip(), text.strip()),
}

with open("patients.csv", newline="") as file:
    header, *rows = csv.reader(file)
columns = dict(zip(header, map(list, zip(*rows, strict=True)), strict=True))
for name, rule in RULES.items():
    new = [rule(text) for text in columns[name]]
    print(f"{name}: {sum(a != b for a, b in zip(columns[name], new, strict=True))}")
    columns[name] = new
ids = columns["id"]
first = [i for i, id in enumerate(ids) if id not in ids[:i]]
print("duplicates:", len(ids) - len(first))
with open("clean.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([columns[name][i] for name in header] for i in first)
