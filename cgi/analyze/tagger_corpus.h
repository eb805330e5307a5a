/*
 * tagger_corpus.h: the texts that the tagger learns from.
 */
#ifndef ANALYZE_TAGGER_CORPUS_H
#define ANALYZE_TAGGER_CORPUS_H

#include "base/err.h"
#include "base/vec.h"
#include "model/findings.h"
#include "tagger_model.h"

enum domain {
	DOMAIN_OURS,  /* annotated by our guide */
	DOMAIN_OTHER, /* by others */
	DOMAIN_MAX
};

struct training_span {
	struct span span;
	enum kind kind;
};

struct training_article {
	struct article article;
	enum domain domain;
	VEC(struct training_span) spans;
};

struct training_set {
	struct arena arena;
	VEC(struct training_article) articles;
};

/* Labels of the view's pieces. */
void training_labels(const struct training_article *a,
    const struct tagger_view *v, uint8_t *labels);

/* An .ann file. */
int training_read_gold(const char *path, struct training_set *set,
    struct err *err);
/* Every *.conll of a directory. */
int training_read_others(const char *directory, const struct gazetteer *g,
    struct training_set *set, struct err *err);

/* names.tsv of the directory, hashed. */
int training_gazetteer(const char *directory, struct arena *arena,
    struct gazetteer *out, struct err *err);
/* Clusters of the words of the *.txt files below corpus, when not NULL; see
 * tagger_cluster.c. */
int training_clusters(const char *corpus, struct arena *arena,
    struct clusters *out, struct err *err);

#endif
