/* version.h: the program's version; the Makefile reads it here too. */
#ifndef MAIN_VERSION_H
#define MAIN_VERSION_H

#define DOSSIER_VERSION "1.0.0"

#endif
