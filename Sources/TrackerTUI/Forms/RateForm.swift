// Rating an interaction anew.

internal import TrackerCore

/// Rates an interaction, as it was shown.
struct RateForm: ActionForm {
  let interaction: Interaction
  /// In its session, from 1 in file order.
  let number: Int

  static let action = RecordAction.rate
  private static let ratingLabel = "Rating"

  static func open(_ dashboard: inout Dashboard) {
    let row = dashboard.window(.interactions).selected
    let isNewestFirst = dashboard.chosen.isNewestFirst
    guard let loaded = dashboard.shownDetail,
      let interaction = loaded.interaction(row: row, isNewestFirst: isNewestFirst)
    else { return }
    let count = loaded.detail.interactions.count
    let words = Interaction.ratings.map { "\($0)" }
    let rating = interaction.effectivenessRating.map { "\($0)" }
    dashboard.over.box = Form(
      purpose: RateForm(
        interaction: interaction, number: (isNewestFirst ? count - 1 - row : row) + 1),
      title: "Rate anew", about: [interaction.prompt.oneLine],
      fields: [
        .choice(
          ratingLabel, words, chosen: rating.flatMap(words.firstIndex),
          demand: "choose a rating first")
      ], confirm: "save", leave: "leave it",
      notes: ["The former rating is kept in previous_ratings.", "Writes interactions.json."])
  }

  func changesNothing(_ form: Form) -> Bool {
    form.value(RateForm.ratingLabel) == interaction.effectivenessRating.map { "\($0)" }
  }

  func request(_ form: Form) -> ActionRequest {
    .rate(interaction, number: number, rating: Int(form.value(RateForm.ratingLabel)) ?? 0)
  }

  static func title(of request: ActionRequest, _: Dashboard) -> String? {
    guard case .rate(let interaction, let number, let rating) = request else { return nil }
    let old = interaction.effectivenessRating.map { "\($0)" } ?? "nothing"
    return "rated interaction \(number) \(rating) instead of \(old)"
  }
}
