"""`python -m deploy.documents`."""

from deploy.documents import ROOT, write

for path in write():
    print(path.relative_to(ROOT))
