#!/usr/bin/env python3
"""A second client of the desk, written from PROTOCOL.md alone, in plain Python 3.

    second-client.py URL NAME [--keep COMMENT] [--follow SECONDS]      the password comes on stdin

It signs in, pulls everything, checks every text against its commitment and the cases against the
desk's digests; a lead's also checks the log. It may keep the case of one comment, and waits for what
changes. Each line it prints is one JSON object; the first thing that is not as PROTOCOL.md says ends
it with exit code 1.
"""
import argparse
import hashlib
import json
import secrets
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timezone

MODULUS = 2**48


class NotAsPromised(Exception):
    """The desk did something that PROTOCOL.md says it does not do."""


def must(holds, what):
    if not holds:
        raise NotAsPromised(what)


def say(**facts):
    print(json.dumps(facts), flush=True)


class Gone(Exception):
    """410: begin again without a cursor."""


class Desk:
    def __init__(self, url):
        self.url, self.token = url.rstrip("/"), None

    def call(self, method, path, body=None, **query):
        asked = {key: value for key, value in query.items() if value is not None}
        url = self.url + path + ("?" + urllib.parse.urlencode(asked) if asked else "")
        headers = {"Linesman-Protocol": "1"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                text = answer.read()
                return json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            if error.code == 410:
                raise Gone(error.read().decode()) from error
            raise NotAsPromised(f"{path}: {error.code} {error.read().decode()}") from error


class Copy:
    """The newest state of every row, and where in the feed that is."""

    def __init__(self):
        self.cursor, self.cases, self.terms = None, {}, {}

    def apply(self, page):
        """Takes a page whole, or nothing of it; answers whether it is the last."""
        must(page["from"] == self.cursor, "the page does not follow from the cursor")
        last = 0
        for item in page["items"]:
            must(item["seq"] > last, "the page is out of order")
            last = item["seq"]
            if item["t"] == "case":
                must(proves(item["comment"]), f"{item['caseId']} has another text than it commits to")
        for item in page["items"]:
            if item["t"] == "case":
                self.cases[item["caseId"]] = item
            elif item["t"] == "terms":
                self.terms[item["siteId"], item["terms"]["version"]] = item["terms"]
            elif item["t"] == "gone" and item["what"] == "case":
                self.cases.pop(item["id"], None)
        self.cursor = page["next"]
        if not page["more"]:
            must(self.digests() == {d["siteId"]: (d["cases"], d["sum"]) for d in page["digests"]},
                 "the cases are not what the desk says they come to")
        return not page["more"]

    def digests(self):
        sums = {}
        for case in self.cases.values():
            count, total = sums.get(case["siteId"], (0, 0))
            sums[case["siteId"]] = (count + 1, (total + mark(case)) % MODULUS)
        return sums

    def ground_for_keep(self, site):
        versions = [terms for (at, _), terms in self.terms.items() if at == site]
        newest = max(versions, key=lambda terms: terms["effectiveFrom"])
        code = next(o["code"] for o in newest["outcomes"] if "keep" in o["verbs"])
        return {"kind": "outcome", "terms": newest["version"], "code": code}


def proves(text):
    salted = bytes.fromhex(text["salt"]) + text["body"].encode()
    return hashlib.sha256(salted).hexdigest() == text["bodyCommit"]


def mark(case):
    words = (case["caseId"], case["state"], case["revisions"]["bodyRev"], case["revisions"]["decRev"])
    line = "case/1\n" + " ".join(map(str, words))
    return int.from_bytes(hashlib.sha256(line.encode()).digest()[:6], "big")


def pull(desk, copy, wait=None):
    """Pulls to the end of the feed; answers how many items came."""
    count = 0
    while True:
        page = desk.call("GET", "/v1/sync/changes", cursor=copy.cursor, limit=50, wait=wait)
        count += len(page["items"])
        if copy.apply(page):
            return count


def check_log(desk, epoch):
    """Walks the chain from its beginning; answers its size and head."""
    n, head = 0, bytes(32)
    while True:
        page = desk.call("GET", "/v1/log", after=n)
        must(page["log"]["epoch"] == epoch, "the log is of another epoch")
        for entry in page["entries"]:
            leaf = hashlib.sha256(b"\x00" + entry["text"].encode()).digest()
            head = hashlib.sha256(b"linesman/1\n" + head + leaf).digest()
            n += 1
            must(entry["n"] == n and entry["hash"] == head.hex(), f"entry {n} breaks the chain")
        if n >= page["log"]["size"]:
            must(page["log"]["head"] == head.hex(), "the head is another")
            return n, head.hex()


def uuid7():
    value = (int(time.time() * 1000) << 80) | (7 << 76) | (secrets.randbits(12) << 64)
    text = f"{value | (0b10 << 62) | secrets.randbits(62):032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def keep(desk, copy, epoch, comment):
    """Keeps the open case of a comment, as it stands; the same push again gets the same answer."""
    case = next(c for c in copy.cases.values() if c["comment"]["id"] == comment)
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    op = {"v": 1, "opId": uuid7(), "n": 1, "madeAt": now, "ageMs": 0, "offsetMs": None,
          "kind": "decide", "caseId": case["caseId"], "verb": "keep",
          "ground": copy.ground_for_keep(case["siteId"]), "cuts": [], "restores": None, "note": None,
          "expect": case["revisions"], "bodyCommit": case["comment"]["bodyCommit"],
          "answers": [r["id"] for r in case["reports"] if r["answeredBy"] is None]}
    first, again = (desk.call("POST", "/v1/sync/push", {"epoch": epoch, "ops": [op]})["results"][0]
                    for _ in range(2))
    must(first == again, "the same op got another answer")
    return first


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("url")
    asked.add_argument("name", help="the login name")
    asked.add_argument("--keep", metavar="COMMENT")
    asked.add_argument("--follow", type=float, default=0, metavar="SECONDS")
    given = asked.parse_args()
    desk, copy = Desk(given.url), Copy()
    device = {"id": "dev_" + secrets.token_hex(8), "label": "a second client"}
    session = desk.call("POST", "/v1/session", {"name": given.name, "device": device,
                                                "password": sys.stdin.readline().rstrip("\n")})
    desk.token = session["token"]
    hello = desk.call("GET", "/v1/hello")
    say(did="greeted", epoch=hello["epoch"], role=session["staff"]["role"])
    say(did="pulled", items=pull(desk, copy), cases=len(copy.cases))
    if session["staff"]["role"] == "lead":
        size, head = check_log(desk, hello["epoch"])
        say(did="checked", entries=size, head=head)
    if given.keep:
        say(did="pushed", answer=keep(desk, copy, hello["epoch"], given.keep))
    until = time.monotonic() + given.follow
    while given.follow and time.monotonic() < until:
        items = pull(desk, copy, wait=max(1, min(25, int(until - time.monotonic()))))
        if items:
            closed = sum(case["state"] == "closed" for case in copy.cases.values())
            say(did="followed", items=items, cases=len(copy.cases), closed=closed)
    desk.call("DELETE", "/v1/session")


if __name__ == "__main__":
    try:
        main()
    except (NotAsPromised, Gone) as error:
        sys.exit(f"not as PROTOCOL.md says: {error}")
