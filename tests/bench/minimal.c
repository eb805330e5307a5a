/*
 * minimal.c SOCKET BYTES PROCESSES: the least that a libfcgi program can do,
 * answer each request from one buffer, to measure Dossier against.
 */
#include <fcgiapp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	int length = argc == 4 ? atoi(argv[2]) : 0;
	int listener, processes = argc == 4 ? atoi(argv[3]) : 0;
	char *bytes;
	FCGX_Request request;

	if (length <= 0 || processes <= 0 || FCGX_Init() != 0 ||
	    (bytes = malloc((size_t)length)) == NULL)
		return 2;
	memset(bytes, 'x', (size_t)length);
	listener = FCGX_OpenSocket(argv[1], 511);
	while (--processes > 0 && fork() != 0)
		;
	FCGX_InitRequest(&request, listener, 0);
	while (FCGX_Accept_r(&request) == 0) {
		FCGX_FPrintF(request.out, "Content-Type: text/html\r\n"
		    "Content-Length: %d\r\n\r\n", length);
		FCGX_PutStr(bytes, length, request.out);
		FCGX_Finish_r(&request);
	}
	return 0;
}
