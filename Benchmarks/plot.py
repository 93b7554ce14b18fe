# SPDX-License-Identifier: Apache-2.0
"""Draws the seal contests of `hufu-bench peers --json`: size against speed, one panel for each cipher.

plot.py RESULTS.json FOLDER writes FOLDER/seal.svg and FOLDER/seal.png. Needs matplotlib.
"""
import json
import pathlib
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

# Okabe and Ito's palette: told apart by colour-blind readers. Marker and dash say the same once more.
STYLES = {
    "Encryptor": ("#D55E00", "o", "-"),
    "kernel": ("#0072B2", "s", "-"),
    "kernel 2": ("#56B4E9", "^", "-"),
    "kernel 3": ("#999999", "v", "-"),
    "libgcrypt": ("#000000", "D", "--"),
    "OpenSSL EVP": ("#009E73", "P", "--"),
    "OpenSSL EVP, FIPS provider": ("#009E73", "x", ":"),
    "Encryptor, validated-module": ("#D55E00", "x", ":"),
    "swift-crypto": ("#CC79A7", "X", "--"),
    "Botan": ("#E69F00", "*", "--"),
}
PANELS = [("SM4-128-GCM", "SM4-GCM"), ("AES-256-GCM", "AES-256-GCM")]


def curves(results, subject):
    """The curves of a panel in the order of the report: {label: (style, [(bytes, GB/s)])}."""
    kernels = results["machine"]["kernels"]
    found = {}
    for section in results["sections"]:
        if section["suite"] != "seal" or section["subject"] != subject or section["threadCount"] != 1:
            continue
        for row in section["rows"]:
            chosen = choose(row["contender"], kernels)
            if chosen:
                label, style = chosen
                point = (section["byteCount"], row["gigabytesPerSecond"])
                found.setdefault(label, (STYLES[style], []))[1].append(point)
    return found


def choose(contender, kernels):
    """Label and style of a contender; None for one that would only crowd the plot."""
    if contender.startswith("CSM4 "):
        rank = kernels.index(contender.removeprefix("CSM4 "))
        return (f"hufu: {contender}, C", ["kernel", "kernel 2", "kernel 3"][min(rank, 2)]) if rank < 3 else None
    if contender in (f"Encryptor, CSM4 {kernels[0]}", "Encryptor"):
        return "hufu: Encryptor", "Encryptor"
    if contender == "Encryptor, validated-module":
        return "hufu: " + contender, contender
    return (contender, contender) if contender in STYLES else None


def size(value, _=None):
    """A length as people write it."""
    for unit, step in (("MiB", 1 << 20), ("KiB", 1 << 10)):
        if value >= step:
            return f"{value / step:g} {unit}"
    return f"{value:g} B"


def speed(value, _=None):
    return f"{value:g}"


def draw(results, panels):
    plt.rcParams.update({
        "font.family": "DejaVu Sans", "font.size": 10, "svg.hashsalt": "hufu", "axes.spines.top": False,
        "axes.spines.right": False, "figure.facecolor": "white", "axes.facecolor": "white"})
    figure, all_axes = plt.subplots(1, len(panels), figsize=(6.4 * len(panels), 6.4), sharey=True, squeeze=False)
    for axes, (title, found) in zip(all_axes[0], panels):
        for label, ((colour, marker, dash), points) in found.items():
            width = 2.2 if label.startswith("hufu") else 1.4
            axes.plot(*zip(*points), dash, color=colour, marker=marker, markersize=6, linewidth=width, label=label)
        axes.set_xscale("log", base=2)
        axes.set_yscale("log")
        sizes = sorted({point[0] for _, points in found.values() for point in points})
        axes.xaxis.set_major_locator(FixedLocator([s for s in sizes if s.bit_length() % 4 == 1] or sizes))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(FuncFormatter(size))
        axes.yaxis.set_major_formatter(FuncFormatter(speed))
        axes.grid(True, which="major", color="#d8d8d8", linewidth=0.8)
        axes.grid(True, which="minor", axis="y", color="#efefef", linewidth=0.5)
        axes.set_axisbelow(True)
        axes.set_title(title, loc="left", fontweight="bold")
        axes.set_xlabel("plaintext of one message")
        # In the order in which the curves end, so that legend and curves are read together.
        handles, labels = axes.get_legend_handles_labels()
        order = sorted(range(len(labels)), key=lambda index: -found[labels[index]][1][-1][1])
        axes.legend([handles[i] for i in order], [labels[i] for i in order], loc="upper left", fontsize=9,
                    bbox_to_anchor=(-0.02, -0.13), ncols=2, frameon=False, handlelength=3)
    all_axes[0][0].set_ylabel("GB/s, one thread (10⁹ bytes of plaintext)")
    machine = results["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in sorted(results["versions"].items()))
    figure.suptitle("Sealing one message, key prepared: hufu and its peers by turns", x=0.01, ha="left", fontsize=13)
    figure.text(
        0.01, 0.012, f"{machine['cpu']}; CSM4 kernel {machine['kernels'][0]}; hufu {results['commit']}, "
        f"{results['date'][:10]}\n{versions}", fontsize=8, color="#555555", ha="left", va="bottom")
    figure.tight_layout(rect=(0, 0.065, 1, 0.98))
    return figure


def main(source, folder):
    results = json.loads(pathlib.Path(source).read_text(encoding="utf-8"))
    panels = [(title, curves(results, subject)) for subject, title in PANELS]
    panels = [(title, found) for title, found in panels if found]
    if not panels:
        print("plot: no seal contest was measured, so nothing is drawn.")
        return
    figure = draw(results, panels)
    target = pathlib.Path(folder)
    figure.savefig(target / "seal.svg", metadata={"Date": None})
    figure.savefig(target / "seal.png", dpi=150)
    print(f"plot: {target / 'seal.svg'}, {target / 'seal.png'}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
