"""The moving figure of the lesson: what one command does to the graph, the branches and the three trees."""

import matplotlib.pyplot as plt
from matplotlib.collections import LineCollection

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN = "#2f5fd0", "#d9730d", "#2e8b57"
RADIUS = 0.21  # of the circle of a commit
LANE = {"main": 0, "feature": 1}
COLOR = {"main": BLUE, "feature": ORANGE}


def playground(command, on, moved):
    """`command` runs with HEAD on the branch `on`; `moved`: main has a commit that feature does not have."""
    graph = start(moved)
    said = run(graph, command, on)
    alive = reachable(graph)

    fig = plt.figure(figsize=(6.4, 4))
    ax = fig.add_axes((0.02, 0.02, 0.96, 0.88))
    ax.set(xlim=(-0.6, 7.6), ylim=(-2.75, 2.1))
    ax.axis("off")
    draw_commits(ax, graph, alive)
    draw_labels(ax, graph, on)
    draw_trees(ax, graph["trees"])
    ax.set_title(title(command, on), color=INK)
    ax.text(-0.4, -1.45, said, color=INK, fontsize=10)
    return fig, alt_text(graph, command, on, said, alive)


def start(moved):
    commits = {
        "A": ([], (0, 0)),
        "B": (["A"], (1.2, 0)),
        "C": (["B"], (2.4, 1)),
        "D": (["C"], (3.6, 1)),
    }
    if moved:
        commits["E"] = (["B"], (3.0, 0))
    branches = {"main": "E" if moved else "B", "feature": "D"}
    return {"commits": commits, "branches": branches, "new": [], "trees": None}


def run(graph, command, on):
    """Change the graph as Git would; what to say about it."""
    other = "main" if on == "feature" else "feature"
    tip, theirs = graph["branches"][on], graph["branches"][other]
    graph["trees"] = [tip, tip, tip]  # HEAD, index, work tree: each as in which commit
    if command == "edit a file":
        graph["trees"] = [tip, tip, "edited"]
        return "Only the work tree has changed."
    if command == "git add":
        graph["trees"] = [tip, "edited", "edited"]
        return "The edit is staged: it will be in the next commit."
    if command == "git commit":
        return moved_to(graph, on, add(graph, "F", [tip], on), "A new commit; the branch moves on to it.")
    if command == "git revert HEAD":
        text = f"A new commit that undoes {tip}. Nothing is taken away."
        return moved_to(graph, on, add(graph, f"-{tip}", [tip], on), text)
    if command.startswith("git reset"):
        return reset(graph, command, on, tip)
    if theirs in ancestors(graph, tip):
        return "Already up to date: nothing changes."
    if command == "git rebase":
        return rebase(graph, on, tip, theirs)
    if tip in ancestors(graph, theirs) and command == "git merge":
        return moved_to(graph, on, theirs, "Fast-forward: the branch label moves, no commit is made.")
    text = f"A merge commit with the parents {tip} and {theirs}."
    return moved_to(graph, on, add(graph, "M", [tip, theirs], on), text)


def reset(graph, command, on, tip):
    before = graph["commits"][tip][0][0]
    graph["branches"][on] = before
    index = tip if "--soft" in command else before
    graph["trees"] = [before, index, before if "--hard" in command else tip]
    kept = {
        "soft": "The change stays staged.",
        "mixed": "The change stays, unstaged.",
        "hard": "The change is gone.",
    }
    return f"{on} moves back to {before}. {kept[command.split('--')[1].split()[0]]}"


def rebase(graph, on, tip, theirs):
    if tip in ancestors(graph, theirs):
        return moved_to(graph, on, theirs, "Nothing to replay: the branch moves forward.")
    base = theirs
    mine = [name for name in graph["commits"] if name in ancestors(graph, tip) - ancestors(graph, theirs)]
    for name in mine:
        base = add(graph, name + "'", [base], on)
    many = len(mine) > 1
    text = f"{' and '.join(mine)} {'are' if many else 'is'} replayed on {theirs}, "
    text += "as new commits." if many else "as a new commit."
    return moved_to(graph, on, base, text)


def add(graph, name, parents, on):
    right = max(place[0] for _, place in graph["commits"].values())
    graph["commits"][name] = (parents, (right + 1.2, LANE[on]))
    graph["new"].append(name)
    return name


def moved_to(graph, on, commit, said):
    graph["branches"][on] = commit
    graph["trees"] = [commit] * 3
    return said


def ancestors(graph, commit):
    found, waiting = {commit}, [commit]
    while waiting:
        for parent in graph["commits"][waiting.pop()][0]:
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


def reachable(graph):
    return set().union(*(ancestors(graph, tip) for tip in graph["branches"].values()))


def between(start, end):
    """The part of the line from one commit to another that lies outside both circles."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5
    ux, uy = RADIUS * dx / length, RADIUS * dy / length
    return [(start[0] + ux, start[1] + uy), (end[0] - ux, end[1] - uy)]


def draw_commits(ax, graph, alive):
    """Two artists for all edges and circles, and a name for each commit: drawn anew at each move."""
    edges, pale, places, colors = [], [], [], []
    for name, (parents, place) in graph["commits"].items():
        lost = name not in alive
        color = GREEN if name in graph["new"] else GRID if lost else INK
        places.append(place)
        colors.append(color)
        edges += [between(graph["commits"][parent][1], place) for parent in parents]
        pale += [GRID if lost else MUTED] * len(parents)
        ax.text(*place, name, color=MUTED if lost else color, ha="center", va="center", fontsize=9)
    ax.add_collection(LineCollection(edges, colors=pale, linewidths=1.6))
    ax.scatter(*zip(*places, strict=True), s=440, facecolors="none", edgecolors=colors)


def draw_labels(ax, graph, on):
    for branch, tip in graph["branches"].items():
        x, y = graph["commits"][tip][1]
        shared = graph["branches"]["main"] == graph["branches"]["feature"]
        up = y == 1 and not (shared and branch == "main")
        text = f"HEAD → {branch}" if branch == on else branch
        ax.text(x, y + (0.55 if up else -0.55), text, color=COLOR[branch], ha="center", va="center")


def draw_trees(ax, trees):
    for k, (name, state) in enumerate(zip(("HEAD", "index", "work tree"), trees, strict=True)):
        x = 0.55 + 2.6 * k
        same = state == trees[0]
        ax.add_patch(
            plt.Rectangle((x - 0.9, -2.6), 2.2, 0.75, fill=False, edgecolor=MUTED if same else GREEN)
        )
        ax.text(x + 0.2, -2.22, f"{name}: {shown(state)}", color=INK, ha="center", va="center", fontsize=10)


def shown(state):
    return state if state == "edited" else f"as in {state}"


def title(command, on):
    other = "main" if on == "feature" else "feature"
    return f"on {on}: " + (
        f"{command} {other}" if command in ("git merge", "git merge --no-ff", "git rebase") else command
    )


def alt_text(graph, command, on, said, alive):
    commits = ", ".join(
        f"{name} after {' and '.join(parents)}" if parents else f"{name} first"
        for name, (parents, _) in graph["commits"].items()
    )
    branches = " and ".join(f"{branch} at {tip}" for branch, tip in graph["branches"].items())
    lost = [name for name in graph["commits"] if name not in alive]
    gone = f" {', '.join(lost)} can be reached from no branch any more." if lost else ""
    head, index, work = map(shown, graph["trees"])
    return (
        f"{title(command, on)}. {said} The commits: {commits}. The branches: {branches}, HEAD on {on}.{gone} "
        f"The three trees: HEAD {head}, index {index}, work tree {work}."
    )
