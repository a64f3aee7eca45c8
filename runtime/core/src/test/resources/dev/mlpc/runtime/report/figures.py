"""Writes figures.properties: predictions, and what scikit-learn says of them.

The numbers in the repository are those of scikit-learn 1.9.1:  python3 figures.py > figures.properties
"""

import numpy as np
from sklearn import metrics as m

rng = np.random.default_rng(20)


def put(name, values):
    print(name + " = " + " ".join(repr(float(v)) for v in np.ravel(values)))


def classes(name, target, scores):
    """Macro averages over the classes that occur; scores decide by their greatest."""
    predicted = scores.argmax(axis=1)
    put(name + ".target", target)
    put(name + ".output", scores)
    put(name + ".accuracy", m.accuracy_score(target, predicted))
    average = "binary" if scores.shape[1] == 2 else "macro"
    put(name + ".precision", m.precision_score(target, predicted, average=average, zero_division=0))
    put(name + ".recall", m.recall_score(target, predicted, average=average, zero_division=0))
    put(name + ".f1", m.f1_score(target, predicted, average=average, zero_division=0))
    labels = list(range(scores.shape[1]))
    put(name + ".confusion", m.confusion_matrix(target, predicted, labels=labels))
    if scores.shape[1] > 2:
        put(name + ".topK2", m.top_k_accuracy_score(target, scores, k=2, labels=labels))


def regression(name, target, output):
    put(name + ".target", target)
    put(name + ".output", output)
    put(name + ".rmse", np.sqrt(m.mean_squared_error(target, output)))
    put(name + ".mae", m.mean_absolute_error(target, output))
    put(name + ".r2", m.r2_score(target, output))


# One probability for two classes, in steps of 0.1, so that there are many ties.
target = rng.integers(0, 2, 50)
probability = np.clip(np.round(0.5 + 0.25 * (target - 0.5) + rng.normal(0, 0.25, 50), 1), 0, 1)
predicted = (probability >= 0.5).astype(int)
put("probability.target", target)
put("probability.output", probability)
put("probability.accuracy", m.accuracy_score(target, predicted))
put("probability.precision", m.precision_score(target, predicted))
put("probability.recall", m.recall_score(target, predicted))
put("probability.f1", m.f1_score(target, predicted))
put("probability.auc", m.roc_auc_score(target, probability))
put("probability.confusion", m.confusion_matrix(target, predicted))

# Two scores for two classes.
target = rng.integers(0, 2, 40)
scores = rng.normal(0, 1, (40, 2))
scores[np.arange(40), target] += 0.7
classes("two", target, scores)
put("two.auc", m.roc_auc_score(target, scores[:, 1] - scores[:, 0]))

# Four classes, all of which occur.
target = rng.integers(0, 4, 60)
scores = rng.normal(0, 1, (60, 4))
scores[np.arange(60), target] += 1
classes("four", target, scores)

# Five classes: no sample is of class 2 nor taken for it; none is of class 4, but some are taken for it.
target = rng.choice([0, 1, 3], 40)
scores = rng.normal(0, 1, (40, 5))
scores[np.arange(40), target] += 0.5
scores[:, 2] = -9
classes("gaps", target, scores)

# Probabilities of three classes, in eighths, so that there are many ties.
target = rng.integers(0, 3, 60)
eighths = np.array([rng.multinomial(8, np.eye(3)[t] * 0.3 + 0.7 / 3) for t in target])
put("eighths.target", target)
put("eighths.output", eighths / 8)
put("eighths.auc", m.roc_auc_score(target, eighths / 8, multi_class="ovr", average="macro"))

# Real numbers far from 0, and vectors of them.
target = 1000 + rng.normal(0, 2, 30)
regression("scalar", target, target + rng.normal(0, 1, 30))
target = rng.normal([0, 5, -3], [1, 2, 3], (20, 3))
regression("vector", target, target + rng.normal(0, 1, (20, 3)))
# The second element never changes.
target = np.column_stack([rng.normal(0, 1, 10), np.full(10, 4.0)])
regression("constant", target, target + rng.normal(0, 0.1, (10, 2)))
