#ifndef CLANGUAGEMODEL_MULTIVERSION_H
#define CLANGUAGEMODEL_MULTIVERSION_H

/* A function that is compiled for all x86-64 processors and again for those since 2013, and chosen by the loader. Elsewhere
   the compiler's own choice is good, or the loader cannot choose. */
#if defined(__x86_64__) && defined(__ELF__) && !defined(__AVX2__)
#define MULTIVERSION __attribute__((target_clones("arch=x86-64-v3", "default")))
/* What only those are compiled for, where they are told what to do in their own words, and whether this is one. */
#define NEWER __attribute__((target("arch=x86-64-v3")))
#define IS_NEWER __builtin_cpu_supports("x86-64-v3")
#else
#define MULTIVERSION
#endif

#endif
