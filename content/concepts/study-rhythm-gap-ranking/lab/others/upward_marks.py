"""Every name marks all that it needs, directly or not; the best of what remains is taken each time."""


class Item:
    def __init__(self, reps, ease, interval):
        self.reps, self.ease, self.interval = reps, ease, interval

    def forget(self):
        self.reps, self.interval = 0, 1

    def recall(self, grade):
        self.ease = max(1.3, self.ease - 0.8 + 0.28 * grade - 0.02 * grade * grade)
        self.reps += 1
        if self.reps == 1:
            self.interval = 1
        elif self.reps == 2:
            self.interval = 6
        else:
            self.interval = round(self.interval * self.ease)


def sm2(reps, ease, interval, grade):
    if grade not in {0, 1, 2, 3, 4, 5}:
        raise ValueError("unknown grade")
    item = Item(reps, ease, interval)
    if grade >= 3:
        item.recall(grade)
    else:
        item.forget()
    return item.reps, item.ease, item.interval


def rank_gaps(graph, error_rate):
    marks = {}
    for name in graph:
        marks.setdefault(name, set())
        level = set(graph[name])
        while level:
            for one in level:
                marks.setdefault(one, set()).add(name)
            level = {two for one in level for two in graph.get(one, [])}
    if any(name not in marks for name in error_rate):
        raise ValueError("unknown name")
    if min(error_rate.values(), default=0) < 0 or max(error_rate.values(), default=0) > 1:
        raise ValueError("rates lie between 0 and 1")
    left, order = set(error_rate), []
    while left:
        best = min(left, key=lambda name: (-error_rate[name] * len(marks[name]), name))
        order.append(best)
        left.remove(best)
    return order
