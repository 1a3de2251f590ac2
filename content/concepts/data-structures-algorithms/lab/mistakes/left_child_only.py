"""When an item sinks in your heap, it is compared with one of its two children only. The other child may
be smaller still, and then the root is not the smallest item any more.

The result is often right all the same, which makes this one hard to find by trying.

Ask yourself: the heap is [9, 4, 2] and 9 must sink. With which child must it change places so that no
parent is larger than a child?
"""


def sift_down(heap, i):
    while 2 * i + 1 < len(heap):
        child = 2 * i + 1
        if not heap[child] < heap[i]:
            return
        heap[i], heap[child] = heap[child], heap[i]
        i = child
