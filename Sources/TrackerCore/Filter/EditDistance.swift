// How far two words are apart, for whoever guesses what a mistyped word was meant to be.

/// How many letters must be put in, left out or changed to make one word of the other (Levenshtein distance). Cost: the
/// product of the lengths.
public func editDistance<Letter: Equatable>(_ a: [Letter], _ b: [Letter]) -> Int {
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in b.enumerated() {
      let changed = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
