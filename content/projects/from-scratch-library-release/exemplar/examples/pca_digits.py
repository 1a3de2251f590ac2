"""How much of 1,797 digits of 64 pixels do ten principal components keep?"""

from mylib.ml.pca import PCA
from sklearn.datasets import load_digits


def score() -> float:
    """The share of the variance, between 0 and 1."""
    return float(PCA(10).fit(load_digits().data).variance_ratio_.sum())


if __name__ == "__main__":
    print(f"score {score():.6f}")
