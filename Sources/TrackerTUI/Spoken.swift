func drawSpoken(_ dashboard: Dashboard, _ painter: inout Painter) {}
