// what Swift hides
