import json

import numpy as np

from nile.drop import best_split, decade
from nile.figure import draw

years, flow = np.loadtxt("data/nile.csv", delimiter=",", skiprows=1, unpack=True)
split, gain = best_split(flow)
result = {
    "question": "In which decade did the flow of the Nile at Aswan drop for good?",
    "guess": "1900s",
    "result": decade(years[split]),
    "first_low_year": int(years[split]),
    "before": round(float(flow[:split].mean()), 1),
    "after": round(float(flow[split:].mean()), 1),
    "explained": round(gain, 4),
}
with open("result.json", "w") as file:
    json.dump(result, file, indent=1)
draw(years, flow, split, "drop.svg")
print(result)
