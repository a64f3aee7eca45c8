"""Writes functions.csv: values of functions, exact to the last bit of a double.

The numbers in the repository are those of mpmath 1.4.1 with 60 digits:  python3 functions.py > functions.csv
"""

import random
import struct

from mpmath import mp, mpf

mp.dps = 60


def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


def softplus(x):
    # For x far below 0, 1 + e^x needs more digits than there are.
    return mp.log1p(mp.exp(x)) if x < 0 else x + mp.log1p(mp.exp(-x))


def as_float(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


random.seed(7)
FUNCTIONS = {
    "exp": (mp.exp, -740, 709),
    "expm1": (mp.expm1, -50, 709),
    "log": (mp.log, 1e-320, 1e300),
    "log1p": (mp.log1p, -0.999, 1e300),
    "sin": (mp.sin, -1e4, 1e4),
    "cos": (mp.cos, -1e4, 1e4),
    "tanh": (mp.tanh, -30, 30),
    "sigmoid": (sigmoid, -745, 745),
    "softplus": (softplus, -745, 1e300),
    "erf": (mp.erf, -7, 7),
}
GRID = [s * v for s in (1, -1) for v in (
    1e-310, 1e-300, 1e-20, 1e-10, 1e-5, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9999, 1, 1.0001, 1.5, 2, 2.5,
    2.9999, 3, 3.0001, 4, 5, 5.5, 5.9, 5.9999, 6, 6.5, 10, 17, 20, 30, 40, 88, 104, 300, 700, 709.5, 720, 744)]
for name, (function, low, high) in FUNCTIONS.items():
    arguments = [x for x in GRID if low <= x <= high]
    arguments += [random.uniform(max(low, -8), min(high, 8)) for _ in range(30)]
    arguments += [random.uniform(low, min(high, 1e6)) for _ in range(10)]
    # Every other one is a float, so that the f32 functions have arguments of their own.
    for i, x in enumerate(arguments):
        if i % 2 == 0 and abs(x) > 1e-30:
            x = as_float(x)
        print(f"{name},{x!r},{float(function(mpf(x)))!r}")
