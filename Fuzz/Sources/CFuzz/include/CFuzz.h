/* Starts libFuzzer: SwiftPM names the start of a program after it, libFuzzer's own start is `main`. */
#ifndef CFUZZ_H
#define CFUZZ_H
int FuzzReaders_main(int argc, char **argv);
#endif
