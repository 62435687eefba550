"""Runs tests that are functions of a fresh directory, and prints how they went."""
import signal
import sys
import tempfile
import time

TESTS = []


def test(function):
    """Marks a test to be run, in the order in which they stand in the file."""
    TESTS.append(function)
    return function


def run_tests(tests, place_of):
    """Runs each test, or those named on the command line, with what `place_of` makes of a fresh directory; then exits."""
    # Whoever runs this in the background of a script has these ignored, and so would every program that is tested.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)
    passed = failed = 0
    took = {}
    wanted = sys.argv[2:]
    for test in [test for test in tests if not wanted or test.__name__ in wanted]:
        with tempfile.TemporaryDirectory() as directory:
            begun = time.monotonic()
            try:
                test(place_of(directory))
                passed += 1
            except Exception as error:  # noqa: BLE001 - a test reports whatever went wrong
                failed += 1
                print(f"FAIL {test.__name__}: {type(error).__name__}: {str(error)[:2000]}")
            took[test.__name__] = time.monotonic() - begun
    longest = ", ".join(f"{name} {took[name]:.1f} s" for name in sorted(took, key=took.get)[:-4:-1])
    print(f"{passed} passed, {failed} failed, {sum(took.values()):.0f} s; longest: {longest}")
    sys.exit(1 if failed or not passed else 0)
