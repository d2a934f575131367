"""Writes documents with what PyYAML makes of them, one JSON object a line: generate.py COUNT SEED, or generate.py --files FILE...

A value is written so that any program can say the same: kind and bits of numbers, kind of everything else, entries in order of their keys.
"""
import datetime
import json
import math
import random
import struct
import sys

import yaml

SEEDS = [
    "SOLVER:\n  BASE_LR: 0.02\n  STEPS: (60000, 80000)\n  WEIGHT_DECAY: 1e-4\n_BASE_: \"x.yaml\"\n",
    "a: &a {lr: 1e-4, betas: [0.9, 0.999]}\nb:\n  <<: *a\n  'w d': |\n    text\n    more\nc: !!float 3\n",
    "optim: adam  # why\noptim_conf:\n    lr: 0.002\n    eps: 1.0e-8\nscheduler_conf: {warmup_steps: 25_000}\nd: 2024-02-29\n",
    "model:\n- name: x\n  layers: [1, 2, 3]\n- name: \"y\\n\\u00e9\"\n  on: yes\n  off: ~\nlist:\n  - - 1\n    - 2\n  - >-\n    folded\n    text\n\n    end\n",
    "{\"train_batch_size\": 64, \"optimizer\": {\"type\": \"AdamW\", \"params\": {\"lr\": 3e-5, \"wd\": &wd 0.1, \"m\": *wd}}}\n",
    "%YAML 1.1\n---\nlr: .5\nwd: -.5\nx: 0x1F\ny: 010\nz: 1:30\nt: 12e03\nu: .inf\nv: 'it''s'\n...\n",
    "? complex\n: value\nkey with spaces: plain text\n  that goes on\nempty:\nnext: @notag\n",
]
SPICE = list("\n\r\t :-?,[]{}#&*!|>'\"%@`\\~<=0a1.é中") + ["\ufeff", "\u2028", "\u2029", "\u0085", "\0", "\x07", "\x7f", "🚀", ": ", "- ", "\n  ", "\n---\n", "\n...\n", "{{ x }}", "<<: 3", "&a ", "*a ",
    "!!int ", "!!bool ", "!x ", "2024-13-01", "\t# c", "[%3]", "\\x41", "? ", "1e-4", "-.5", "+.5", "08", "1_0", "0b1", "yes", "null", "~", "|\n", ">+\n", "[a: 1]", "{a}", "{a: }"]


def canonical(value, depth=0):
    if depth > 60:
        raise RecursionError
    if isinstance(value, bool):
        return "b%d" % value
    if isinstance(value, (int, float)):
        kind = "i" if isinstance(value, int) else "f"
        try:
            number = float(value)
        except OverflowError:
            number = math.inf if value > 0 else -math.inf
        return kind + ("nan" if math.isnan(number) else struct.pack(">d", number + 0.0).hex())
    if value is None:
        return "n"
    if isinstance(value, str):
        return "s" + value
    if isinstance(value, (datetime.date, datetime.datetime)):
        return "d"
    if isinstance(value, list):
        return [canonical(item, depth + 1) for item in value]
    if isinstance(value, dict):
        pairs = [[canonical(key, depth + 1), canonical(item, depth + 1)] for key, item in value.items()]
        return {"entries": sorted(pairs, key=lambda pair: [ord(letter) for letter in pair[0]])}
    raise TypeError(type(value))


def case(text):
    """What PyYAML says of a text; None where the comparison has no meaning (sets, recursion, keys that only types tell apart)."""
    try:
        value = yaml.safe_load(text)
    except RecursionError:
        return None
    except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError, OverflowError, IndexError) as refused:
        return {"text": text, "loads": False, "why": str(refused)[:200]}
    try:
        meant = canonical(value)
        return {"text": text, "loads": True, "value": meant}
    except (TypeError, RecursionError):
        return None


def mutated(source):
    text = source.choice(SEEDS)
    for _ in range(source.randint(0, 4)):
        at = source.randint(0, len(text))
        what = source.random()
        if what < 0.55:
            text = text[:at] + source.choice(SPICE) + text[at:]
        elif what < 0.75:
            text = text[:at] + text[at + source.randint(1, 6):]
        elif what < 0.9:
            start = source.randint(0, len(text))
            text = text[:at] + text[start:start + source.randint(1, 15)] + text[at:]
        else:
            text = text.replace("\n", source.choice(["\r\n", "\r", "\n\n"]), source.randint(1, 5))
    return text


def scalar(source):
    return source.choice(["1", "1e-4", "1.0e-4", "abc", "'a b'", "\"q\\t\"", "true", "null", "-1", "1_000", "a b c", "x#y", "http://h/p", "", "0.1", "(1, 2)", "-.5", "~", "a: b", "@x", "2001-01-01", "&x 1", "!!str 1", "*x", "%d", "-", "?"])


def flow(source, depth):
    if depth == 0 or source.random() < 0.5:
        return scalar(source)
    if source.random() < 0.5:
        return "[" + ", ".join(flow(source, depth - 1) for _ in range(source.randint(0, 3))) + source.choice(["]", ",]", "\n]"])
    pairs = (source.choice("abcd") + str(i) + source.choice([": ", ":", " : ", "\n: "]) + flow(source, depth - 1) for i in range(source.randint(0, 3)))
    return "{" + ", ".join(pairs) + source.choice(["}", "\n}"])


def block(source, depth, indent):
    lines = []
    for i in range(source.randint(1, 4)):
        lead = " " * indent + (source.choice("abcd") + str(i) + ":" if source.random() < 0.85 else "-")
        if depth > 0 and source.random() < 0.4:
            lines += [lead, block(source, depth - 1, indent + source.choice([0, 1, 2, 4]))]
        else:
            lines.append(lead + source.choice([" ", "  ", "\t", " "]) + flow(source, 2) + source.choice(["", "", "  # c", "#x", " ", "\t"]))
    return "\n".join(lines)


def texts(count, seed):
    source = random.Random(seed)
    for _ in range(count):
        yield mutated(source) if source.random() < 0.6 else block(source, 2, 0) + "\n"


def main():
    if sys.argv[1] == "--files":
        candidates = (open(path, encoding="utf-8", errors="replace", newline="").read() for path in sys.argv[2:])
    else:
        candidates = texts(int(sys.argv[1]), int(sys.argv[2]))
    for text in candidates:
        if (found := case(text)) is not None:
            print(json.dumps(found))


main()
