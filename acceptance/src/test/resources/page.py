"""Runs the examples of a page: page.py PAGE CLIENT_FOLDER URL SECTION... Prints what differs, and exits with 1."""

import doctest
import re
import sys

page, client, url, *sections = sys.argv[1:]
sys.path.insert(0, client)
text = open(page, encoding="utf-8").read().replace("http://127.0.0.1:8080", url)
examples = ""
for section in re.split(r"^## ", text, flags=re.M):
    if section.splitlines()[0] in sections:
        examples += "\n".join(re.findall(r"^```python\n(.*?)^```$", section, re.M | re.S)) + "\n"
test = doctest.DocTestParser().get_doctest(examples, {}, page, page, 0)
result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
print(result.attempted, "examples")
sys.exit(1 if result.failed or result.attempted == 0 else 0)
