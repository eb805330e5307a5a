/* command_completion.c: what shells complete, from the table of commands. */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/vec.h"
#include "main/command.h"

struct words {
	struct str *items;
	size_t count, capacity;
};

/* "jsonl|csv|ftm", but not "unix:PATH|HOST:PORT". */
static bool
is_choice(struct str word)
{
	if (memchr(word.ptr, '|', word.len) == NULL)
		return false;
	for (size_t i = 0; i < word.len; i++)
		if ((word.ptr[i] < 'a' || word.ptr[i] > 'z') &&
		    word.ptr[i] != '|' && word.ptr[i] != '-')
			return false;
	return true;
}

/* The options and choices of a usage text. */
static struct words
words_of(struct arena *a, const char *usage)
{
	struct words words = { 0 };

	while (*usage != '\0') {
		struct str word = str_make(usage, strcspn(usage, " []\n."));
		struct str one;

		usage += word.len + (usage[word.len] != '\0');
		if (str_starts(word, "--"))
			*VEC_ADD(a, &words) = word;
		else if (is_choice(word))
			while (str_cut(&word, '|', &one))
				*VEC_ADD(a, &words) = one;
	}
	return words;
}

static void
print_words(struct arena *a, const struct command *c)
{
	struct words words = words_of(a, c->usage);

	for (size_t i = 0; i < words.count; i++)
		printf(" %.*s", STR_ARG(words.items[i]));
}

/* The command among the words that stand before the one completed. */
static void
print_find(const char *list)
{
	printf("\tlocal word command=\n\tfor word in %s; do\n"
	    "\t\tcase $word in\n\t\t", list);
	for (size_t i = 0; i < command_count; i++)
		printf("%s%s", i > 0 ? "|" : "", command_table[i].name);
	printf(") command=$word; break ;;\n\t\tesac\n\tdone\n"
	    "\tcase $command in\n");
}

static void
print_cases(struct arena *a, const char *before, const char *after)
{
	for (size_t i = 0; i < command_count; i++) {
		printf("\t%s) %s", command_table[i].name, before);
		print_words(a, &command_table[i]);
		printf("%s ;;\n", after);
	}
	printf("\t*) %s -C", before);
	for (size_t i = 0; i < command_count; i++)
		printf(" %s", command_table[i].name);
	printf("%s ;;\n\tesac\n}\n", after);
}

static void
print_bash(struct arena *a)
{
	printf("_dossier()\n{\n");
	print_find("\"${COMP_WORDS[@]:1:COMP_CWORD-1}\"");
	print_cases(a, "COMPREPLY=($(compgen -W '",
	    "' -- \"${COMP_WORDS[COMP_CWORD]}\"))");
	printf("complete -o default -F _dossier dossier\n");
}

static void
print_zsh(struct arena *a)
{
	printf("#compdef dossier\n_dossier()\n{\n");
	print_find("${words[2,CURRENT-1]}");
	print_cases(a, "compadd --", "; _files");
	printf("_dossier \"$@\"\n");
}

static void
print_fish(struct arena *a)
{
	printf("complete -c dossier -s C -r -d 'the site'\n");
	for (size_t i = 0; i < command_count; i++) {
		const struct command *c = &command_table[i];

		printf("complete -c dossier -n __fish_use_subcommand -a %s "
		    "-d '%.*s'\n", c->name, (int)strcspn(c->help, ";(\n'"),
		    c->help);
		printf("complete -c dossier -n "
		    "'__fish_seen_subcommand_from %s' -a '", c->name);
		print_words(a, c);
		printf("'\n");
	}
}

int
command_completion(const struct options *o)
{
	static const struct {
		const char *name;
		void (*print)(struct arena *a);
	} shells[] = {
		{ "bash", print_bash },
		{ "zsh", print_zsh },
		{ "fish", print_fish },
	};

	for (size_t i = 0; i < sizeof(shells) / sizeof(*shells); i++)
		if (o->operand_count == 1 &&
		    strcmp(o->operands[0], shells[i].name) == 0) {
			shells[i].print(o->arena);
			return EXIT_DONE;
		}
	log_line("completion: which shell? (there is: bash, zsh, fish)");
	return EXIT_CANNOT;
}
