// How far two words are apart, for whoever guesses what a mistyped word was meant to be.

/// How many letters must be put in, left out, changed or swapped with their neighbour to make one word of the other. Cost:
/// the product of the lengths.
public func editDistance<Letter: Equatable>(_ a: [Letter], _ b: [Letter]) -> Int {
  var former: [Int] = []
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var next = [i + 1]
    for (j, other) in b.enumerated() {
      let changed = row[j] + (letter == other ? 0 : 1)
      let isSwapped = i > 0 && j > 0 && letter == b[j - 1] && other == a[i - 1]
      let swapped = isSwapped ? former[j - 1] + 1 : changed
      next.append(min(changed, swapped, row[j + 1] + 1, next[j] + 1))
    }
    (former, row) = (row, next)
  }
  return row[b.count]
}
