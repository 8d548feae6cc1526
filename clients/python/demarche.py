"""Read and file reports of a Demarche gateway. Needs Python 3.11 and nothing else; pandas makes data frames.

    from demarche import Demarche
    d = Demarche("http://127.0.0.1:8080")
    d.position("russia", "ukraine-talks", as_of="2022-12-31")["stance"]
    d.frame(d.statements(actor="russia"))

Parameters have the API's names with underscores, such as `as_of`. A list gives a parameter several times.
"""

import json
import os
import re
from http.client import HTTPException
from itertools import islice
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener


class DemarcheError(Exception):
    """The gateway refused the request, or cannot be reached (`status` 0)."""

    def __init__(self, status, problem):
        self.status, self.type = status, problem.get("type", "")
        self.title, self.detail = problem.get("title", f"Status {status}"), problem.get("detail", "")
        self.violations = problem.get("violations", [])
        self.suggestions = [near for of in (problem, *self.violations) for near in of.get("suggestions", [])]
        faults = [f"{v.get('pointer', v.get('parameter', ''))} {v.get('message', '')}" for v in self.violations]
        near = f" Did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"{self.title}: {self.detail}. {'; '.join(faults)}".rstrip(". ") + f".{near}")


class _SameHost(HTTPRedirectHandler):
    """Follows the gateway's own redirects and no others, so that the access token reaches nobody else."""

    def redirect_request(self, request, *rest):
        onward = super().redirect_request(request, *rest)
        return onward if onward and urlsplit(onward.full_url)[:2] == urlsplit(request.full_url)[:2] else None


class Demarche:
    """A gateway. It sends the token of every answer with the next request, so you read what you wrote. A write answers its receipt."""

    def __init__(self, url="http://127.0.0.1:8080", wait=10, access_token=None):
        """`wait`: seconds, 0 to 30, that a read waits for your writes; `access_token`: by default DEMARCHE_TOKEN of the environment."""
        self.url, self.wait, self._tokens, self._canonical = url.rstrip("/"), wait, {}, None
        self._access_token = (access_token or os.environ.get("DEMARCHE_TOKEN", "")).strip()
        if self._access_token and not re.match(r"https:|http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/|$)", self.url):
            raise ValueError(f"with http, everybody on the way to {self.url} can read the access token: use https")
        self._opener = build_opener(_SameHost)

    def position(self, actor, issue, **when):
        """The position of an actor on an issue, with its evidence."""
        return self.get(_path("actors", actor, "positions", issue), **when)

    def positions(self, **filters):
        """All positions, one after the other. Filters: actor, issue, as_of, as_known, rule, grades."""
        return self._all("/v1/positions", filters)

    def history(self, actor, issue, **when):
        """The runs of a position, oldest first."""
        return self._all(_path("actors", actor, "positions", issue, "history"), when)

    def shifts(self, **filters):
        """Changes of position, newest first. Filters: actor, issue, kind, from_, to, uncertain."""
        return self._all("/v1/shifts", filters)

    def statements(self, **filters):
        """Statements with their reports. Filters: actor, issue, speaker, outlet, voice, q, from_, to, and more."""
        return self._all("/v1/statements", filters)

    def statement(self, id, **when):
        """One statement with its reports and their differences."""
        return self.get(_path("statements", id), **when)

    def explain(self, actor, issue, **when):
        """Every statement of a position, newest first, and why it counts or not."""
        return self._all(_path("actors", actor, "positions", issue, "explanation"), when)

    def search(self, words, kind="actors", limit=10):
        """The entries of the registry nearest to the words, best first; `kind` is actors, issues or outlets."""
        return self.get(_path(kind), q=words, limit=limit)["items"]

    def get(self, path, **parameters):
        """Any other read of the API: `d.get("/v1/actors/russia")`."""
        with self._open("GET", path + _query(parameters)) as answer:
            return next(_objects(answer))

    def cite(self, path=None, **parameters):
        """The link to cite of the last answer, or of a read: the answer at this link stays the same."""
        if path is not None:
            self.get(path, **parameters)
        return self._canonical

    def file(self, report):
        """Files one report, a dictionary. The same report again changes nothing."""
        return self._send("POST", "/v1/reports", report)

    def file_many(self, reports, register=None):
        """Files reports, and yields a result for each, then a summary. A bad report fails alone."""
        reports, done, total = iter(reports), 0, {}
        path = "/v1/reports" + _query({"register": register})
        while batch := list(islice(reports, 500)):
            lines = b"".join(json.dumps(report).encode() + b"\n" for report in batch)
            with self._open("POST", path, lines, "application/x-ndjson") as answer:
                for result in _objects(answer):
                    self._keep(result.get("token"))
                    if "line" in result:
                        yield {**result, "line": result["line"] + done}
                    for name, count in result.get("summary", {}).items():
                        total[name] = total.get(name, 0) + count
            done += len(batch)
        yield {"summary": total}

    def correct(self, report, body):
        """Replaces the content of a report. The log keeps both."""
        return self._send("POST", _path("reports", report, "corrections"), body)

    def retract(self, report, reason):
        """Takes a report back. The log keeps it, with your reason."""
        return self._send("POST", _path("reports", report, "retractions"), {"reason": reason})

    def put(self, path, entry):
        """Registers or replaces an entry: `d.put("/v1/actors/arvenia", {"kind": "state", "name": "Arvenia"})`."""
        return self._send("PUT", path, entry)

    @staticmethod
    def frame(rows):
        """A data frame with a column for each field; a nested field is `latest.speaker`. Needs pandas."""
        try:
            import pandas
        except ImportError:
            raise ImportError("frame() needs pandas: install it with `pip install pandas`, or use list(rows)") from None
        return pandas.json_normalize(list(rows))

    def _all(self, path, parameters):
        """Every item of a list: the next page is fetched when the last item is used."""
        while True:
            page = self.get(path, **parameters)
            yield from page["items"]
            if page.get("next") is None:
                return
            parameters = {**parameters, "cursor": page["next"]}

    def _send(self, method, path, body):
        with self._open(method, path, json.dumps(body).encode(), "application/json") as answer:
            return next(_objects(answer))

    def _open(self, method, path, body=None, media_type=None):
        headers = {"Content-Type": media_type} if media_type else {}
        request = Request(self.url + path, data=body, headers=headers, method=method)
        if self._access_token:
            request.add_header("Authorization", f"Bearer {self._access_token}")
        if self._tokens and method == "GET":
            request.add_header("Demarche-Token", ",".join(f"{place}:{n}" for place, n in self._tokens.items()))
            request.add_header("Prefer", f"wait={self.wait}")
        try:
            answer = self._opener.open(request, timeout=300)
        except HTTPError as refusal:
            raise DemarcheError(refusal.code, _problem(refusal)) from None
        except (OSError, HTTPException) as fault:
            why = f"no gateway can be reached at {self.url} ({getattr(fault, 'reason', fault)})"
            raise DemarcheError(0, {"title": "No answer", "detail": why}) from None
        self._keep(answer.headers.get("Demarche-Token"))
        if method == "GET":
            links = (link for link in answer.headers.get_all("Link") or [] if 'rel="canonical"' in link)
            self._canonical = next(links, "<>")[1:].partition(">")[0] or None
        return answer

    def _keep(self, token):
        for place, number in re.findall(r"([^\s,:]+):(\d+)", token or ""):
            self._tokens[place] = max(int(number), self._tokens.get(place, 0))


def _objects(answer):
    """The JSON of each line; an answer that breaks off is an error that says so."""
    try:
        yield from map(json.loads, answer)
    except (OSError, HTTPException, ValueError) as fault:
        raise DemarcheError(0, {"title": "The answer broke off", "detail": f"{fault}: send the same again"}) from None


def _problem(refusal):
    try:
        return json.load(refusal)
    except ValueError:
        return {"detail": "The answer is not one of an API. Is this a Demarche gateway?"}


def _path(*parts):
    return "/v1/" + "/".join(quote(part, safe="") for part in parts)


def _query(parameters):
    """`as_of` becomes `asOf`, and `from_`, which Python reserves, `from`."""
    names = {name: re.sub("_(.)", lambda found: found[1].upper(), name.rstrip("_")) for name in parameters}
    given = {names[name]: value for name, value in parameters.items() if value is not None}
    return "?" + urlencode(given, doseq=True) if given else ""
