"""Copy the modules of your own library here: mylib/text/tfidf.py, mylib/ml/naive_bayes.py and so on."""
