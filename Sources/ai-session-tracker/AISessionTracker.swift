@main
struct AISessionTracker { static func main() {} }
