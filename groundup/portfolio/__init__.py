"""Evidence, audits and the learner's own texts in; the files of a site, and signed credentials, out."""
