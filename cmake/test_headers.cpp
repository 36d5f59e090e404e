// Only there so that there is something to compile with them.
int main() { return 0; }
