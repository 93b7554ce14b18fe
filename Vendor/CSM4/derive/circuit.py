# SPDX-License-Identifier: Apache-2.0
"""A Boolean circuit for the linear part of SM4's S-box, x -> A * inv(A * x).

The inverse is taken in a tower of subfields of GF(2^8): a = a1 Y^16 + a0 Y with a1, a0 in GF(2^4), where
    inv(a) = (a0 Y^16 + a1 Y) / N,      N = a^17 = (Y + Y^16)^2 a1 a0 + Y^17 (a1 + a0)^2  in GF(2^4),
and the same once more for N over GF(2^2) with Z, whose norm lies in GF(2^2), where inversion is squaring.
A product of two elements of GF(2^4) takes 9 AND (Karatsuba twice). Where the linear terms of a norm allow it, an AND
becomes an OR, since x | y = x y + x + y, and spares linear terms. Y, Z and the basis of GF(2^2) are free: sbox.py
searches them for the fewest gates. All field elements are written in GF(2)[x] / 0x1F5 itself, so no isomorphism is needed.
"""

from field import A, apply, invert, linear_part, multiply, parity, power


class Basis:
    """The basis { Y^16, Y } x { Z^4, Z } x { w0, w1 } of the field, and what follows from it."""

    def __init__(self, y, z, w):
        self.y, self.z, self.w = (power(y, 16), y), (power(z, 4), z), w
        elements = [multiply(multiply(p, q), r) for p in self.y for q in self.z for r in self.w]
        columns = [sum((e >> i & 1) << j for j, e in enumerate(elements)) for i in range(8)]
        self.coordinates = invert(columns)  # row k times an element: its coordinate k
        self.sub_weights = self.weights(self.w)
        self.weights16 = [multiply(a, b) for a in self.weights(self.z) for b in self.sub_weights]

    @staticmethod
    def weights(pair):
        """The three elements with which x0 y0, x1 y1 and (x0 + x1)(y0 + y1) enter a product of two vectors."""
        b0, b1 = pair
        return [multiply(b0, b0 ^ b1), multiply(b1, b0 ^ b1), multiply(b0, b1)]

    def bits16(self, element):
        """The four coordinates of an element of GF(2^4) in { Z^4, Z } x { w0, w1 }, as bits 0 to 3."""
        return next(c for c in range(16) if self.vector16(c) == element)

    def vector16(self, bits):
        """The element with these four coordinates."""
        total = 0
        for k in range(4):
            if bits >> k & 1:
                total ^= multiply(self.z[k >> 1], self.w[k & 1])
        return total

    def bits4(self, element):
        """The two coordinates of an element of GF(2^2) in { w0, w1 }."""
        return next(c for c in range(4) if self.vector4(c) == element)

    def vector4(self, bits):
        """The element with these two coordinates."""
        return (self.w[0] * (bits & 1)) ^ (self.w[1] * (bits >> 1))


FORMS4 = [0b01, 0b10, 0b11]  # on two coordinates: x0, x1, x0 + x1
FORMS16 = [0b0001, 0b0010, 0b0011, 0b0100, 0b1000, 0b1100, 0b0101, 0b1010, 0b1111]  # the same on halves, then inside


def norm_rows(trace_square, norm, weights, forms, bits, vector, width):
    """How a norm is made of its products: (rows over the products, products that become OR, linear rest).

    Takes the set of products whose OR supplies most of norm * (x1 + x0)^2; row i of the rest is a mask over x1 + x0.
    """
    scaled = [bits(multiply(trace_square, weight)) for weight in weights]
    wanted = [bits(multiply(norm, power(vector(1 << i), 2))) for i in range(width)]
    best = None
    for chosen in range(1 << len(forms)):
        missing = list(wanted)
        for k, form in enumerate(forms):
            if chosen >> k & 1:
                missing = [m ^ scaled[k] if form >> i & 1 else m for i, m in enumerate(missing)]
        rest = [sum((m >> i & 1) << j for j, m in enumerate(missing)) for i in range(width)]
        cost = (len(set(rest) - {0}), sum(row != 0 for row in rest), sum(row not in forms for row in rest if row))
        if best is None or cost < best[0]:
            best = cost, chosen, rest
    rows = [sum((m >> i & 1) << k for k, m in enumerate(scaled)) for i in range(width)]
    return rows, best[1], best[2]


class Ties:
    """Breaks ties by a linear congruential generator: the same on every Python, unlike `random`."""

    def __init__(self, seed):
        self.state = seed

    def choose(self, items):
        """One of the items."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return items[(self.state >> 33) % len(items)]


class Circuit:
    """A list of gates (target, left, operator, right) over named signals."""

    def __init__(self):
        self.gates = []

    def gate(self, left, operator, right):
        """Adds a gate and names its output."""
        name = f"t{len(self.gates)}"
        self.gates.append((name, left, operator, right))
        return name

    def linear(self, inputs, rows, ties):
        """Adds XOR gates for all rows (masks over inputs): the pair most often needed first (Paar's greedy rule)."""
        names, rows = list(inputs), list(rows)
        while any(row & (row - 1) for row in rows):
            count = {}
            for row in set(rows):
                ones = [i for i in range(len(names)) if row >> i & 1]
                for j, a in enumerate(ones):
                    for b in ones[j + 1:]:
                        count[a, b] = count.get((a, b), 0) + 1
            most = max(count.values())
            a, b = ties.choose([pair for pair, n in count.items() if n == most])
            names.append(self.gate(names[a], "^", names[b]))
            both, new = 1 << a | 1 << b, 1 << (len(names) - 1)
            rows = [row & ~both | new if row & both == both else row for row in rows]
        return [names[row.bit_length() - 1] for row in rows]


def candidate(basis, ties):
    """The circuit for one basis: top matrix, norm, inverse of the norm, two products, bottom matrix."""
    circuit = Circuit()
    rows, ors, rest = norm_rows(
        power(basis.y[0] ^ basis.y[1], 2), multiply(*basis.y), basis.weights16, FORMS16,
        basis.bits16, basis.vector16, 4)
    to_basis = [xor(A[i] for i in range(8) if row >> i & 1) for row in basis.coordinates]
    a1_a0 = [select(to_basis[half * 4:half * 4 + 4], form) for half in (0, 1) for form in FORMS16]
    sums = [select([to_basis[i] ^ to_basis[4 + i] for i in range(4)], row) for row in rest]
    forms = circuit.linear([f"x{i}" for i in range(8)], a1_a0 + [row for row in sums if row], ties)
    a1, a0, extra = forms[:9], forms[9:18], forms[18:]
    d = norm_gates(circuit, a1, a0, rows, ors, rest, extra, ties)
    g = inverse16(circuit, basis, d, ties)
    products = [circuit.gate(p, "&", q) for half in (a0, a1) for p, q in zip(g, half)]
    columns = [apply(A, multiply(y, weight)) for y in basis.y for weight in basis.weights16]
    rows = [sum((c >> i & 1) << k for k, c in enumerate(columns)) for i in range(8)]
    return circuit.gates, circuit.linear(products, rows, ties)


def norm_gates(circuit, left, right, rows, ors, rest, extra, ties):
    """The products of a norm and their sums, `extra` being the signals of the non-zero rows of the rest."""
    inputs = [circuit.gate(p, "|" if ors >> k & 1 else "&", q) for k, (p, q) in enumerate(zip(left, right))]
    rows, names = list(rows), list(inputs)
    extra = list(extra)
    for i, row in enumerate(rest):
        if row:
            name = extra.pop(0)
            if name not in names:
                names.append(name)
            rows[i] |= 1 << names.index(name)
    return circuit.linear(names, rows, ties)


def inverse16(circuit, basis, d, ties):
    """The nine forms of the inverse of an element of GF(2^4), from its four coordinates (Z^4 half first)."""
    d1 = [d[0], d[1], circuit.gate(d[0], "^", d[1])]
    d0 = [d[2], d[3], circuit.gate(d[2], "^", d[3])]
    z = basis.z
    rows, ors, rest = norm_rows(
        power(z[0] ^ z[1], 4), power(multiply(*z), 2), [power(w, 2) for w in basis.sub_weights], FORMS4,
        basis.bits4, lambda c: power(basis.vector4(c), 2), 2)
    extra = circuit.linear(d1 + d0, [(1 << row - 1) | 8 << row - 1 for row in rest if row], ties)
    f = norm_gates(circuit, d1, d0, rows, ors, rest, extra, ties)
    f = f + [circuit.gate(f[0], "^", f[1])]
    products = [circuit.gate(p, "&", q) for half in (d0, d1) for p, q in zip(f, half)]
    masks = [basis.bits4(w) for w in basis.sub_weights]
    half = [sum((m >> i & 1) << k for k, m in enumerate(masks)) for i in (0, 1)]
    bits = half + [row << 3 for row in half]
    return circuit.linear(products, [select(bits, form) for form in FORMS16], ties)


def select(rows, mask):
    """The XOR of the rows that the mask names."""
    return xor(row for i, row in enumerate(rows) if mask >> i & 1)


def xor(values):
    """The XOR of all values."""
    total = 0
    for value in values:
        total ^= value
    return total


def run(gates, output, x):
    """The output byte of the circuit for the input byte x."""
    signal = {f"x{i}": x >> i & 1 for i in range(8)}
    for name, left, operator, right in gates:
        p, q = signal[left], signal[right]
        signal[name] = p ^ q if operator == "^" else p & q if operator == "&" else p | q
    return sum(signal[name] << i for i, name in enumerate(output))


def check_circuit(gates, output):
    """Raises AssertionError unless the circuit is right for all 256 inputs."""
    for x in range(256):
        assert run(gates, output, x) == linear_part(x), f"circuit({x:#04x})"


def subfield(order):
    """The elements of the subfield with `order` elements, without 0."""
    return [x for x in range(1, 256) if power(x, order) == x]


def bases():
    """All (Y, Z, (w0, w1)) with which the tower can be built."""
    quarters, sixteenths = subfield(4), subfield(16)
    for y in (y for y in range(1, 256) if y not in sixteenths):
        for z in (z for z in sixteenths if z not in quarters):
            for i, w0 in enumerate(quarters):
                for w1 in quarters[i + 1:]:
                    yield y, z, (w0, w1)
