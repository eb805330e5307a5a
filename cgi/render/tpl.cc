// tpl.cc: the one bridge to ctemplate, and the only C++ here.
//
// Models are read in place through TemplateDictionaryInterface, so that a page
// costs no dictionary; names are compared by ctemplate's own ids.
#include <dirent.h>

#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <ctemplate/per_expand_data.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary_interface.h>
#include <ctemplate/template_emitter.h>
#include <ctemplate/template_modifiers.h>
#include <ctemplate/template_string.h>

extern "C" {
#include "base/file.h"
#include "base/script.h"
#include "render/tpl.h"
}

namespace ctemplate {
// A friend of TemplateString that the library exports and no header declares.
TemplateId GlobalIdForSTS_INIT(const TemplateString &s);
}

using ctemplate::ExpandEmitter;
using ctemplate::PerExpandData;
using ctemplate::TemplateCache;
using ctemplate::TemplateDictionaryInterface;
using ctemplate::TemplateId;
using ctemplate::TemplateString;

struct templates {
	TemplateCache cache;
	std::map<TemplateId, std::string> includes;
	PerExpandData data; // the page's language, for the modifier
};

namespace {

const size_t TEMPLATE_FILE_MAX = 1024 * 1024;
const ctemplate::Strip STRIP = ctemplate::STRIP_BLANK_LINES;

class BufferEmitter : public ExpandEmitter {
public:
	explicit BufferEmitter(struct buf *out) : out_(out)
	{
	}
	void Emit(char c) override
	{
		buf_putc(out_, c);
	}
	void Emit(const std::string &s) override
	{
		buf_put(out_, s.data(), s.size());
	}
	void Emit(const char *s) override
	{
		buf_puts(out_, s);
	}
	void Emit(const char *s, size_t n) override
	{
		buf_put(out_, s, n);
	}

private:
	struct buf *out_;
};

void
prepare(struct bind *table)
{
	for (struct bind *b = table; b->type != BIND_TYPE_END; b++) {
		if (b->id != 0)
			continue;
		b->id = ctemplate::GlobalIdForSTS_INIT(
		    TemplateString(b->name));
		if (b->items != nullptr)
			prepare(b->items);
	}
}

template <typename T>
const T &
field(const void *model, size_t offset)
{
	return *reinterpret_cast<const T *>(
	    static_cast<const char *>(model) + offset);
}

// {{TITLE:x-lang}}: text for an element's content, escaped, in which what is
// written in a script other than the page's says its language and direction.
class LanguageModifier : public ctemplate::TemplateModifier {
public:
	void Modify(const char *in, size_t n, const PerExpandData *data,
	    ExpandEmitter *out, const std::string &) const override
	{
		const char *own = data->LookupForModifiersAsString("language");
		struct str rest = str_make(in, n);
		struct script_run run;

		while (script_next(&rest, &run)) {
			bool marked = run.lang != nullptr &&
			    !script_suits(run.lang, own);

			if (marked)
				Open(run, out);
			ctemplate::html_escape.Modify(run.text.ptr,
			    run.text.len, data, out, "");
			if (marked)
				out->Emit("</span>");
		}
	}

private:
	static void Open(const struct script_run &run, ExpandEmitter *out)
	{
		out->Emit("<span lang=\"");
		out->Emit(run.lang);
		out->Emit(run.rtl ? "\" dir=\"rtl\">" : "\">");
	}
};

// Once in the process; that it is already there is no failure.
void
register_modifier()
{
	static LanguageModifier modifier;

	ctemplate::AddXssSafeModifier("x-lang", &modifier);
}

// One model seen through its table; the parent is the model around it.
class Model : public TemplateDictionaryInterface {
public:
	Model(struct templates *t, const struct bind *table, const void *model,
	    const Model *parent)
	    : templates_(t), table_(table), model_(model), parent_(parent)
	{
	}

	TemplateString GetValue(const TemplateString &name) const override;
	bool IsHiddenSection(const TemplateString &name) const override;
	bool IsUnhiddenSection(const TemplateString &name) const override
	{
		return !IsHiddenSection(name);
	}
	bool IsHiddenTemplate(const TemplateString &) const override
	{
		return false;
	}
	const char *GetIncludeTemplateName(const TemplateString &name,
	    int) const override;
	Iterator *CreateTemplateIterator(
	    const TemplateString &) const override;
	Iterator *CreateSectionIterator(
	    const TemplateString &name) const override;
	void DumpToString(std::string *out, int) const override
	{
		out->append("model");
	}

private:
	class Items;

	const struct bind *Find(const TemplateString &name,
	    const Model **owner) const
	{
		TemplateId id = ctemplate::GlobalIdForSTS_INIT(name);

		for (const Model *m = this; m != nullptr; m = m->parent_)
			for (const struct bind *b = m->table_;
			     b->type != BIND_TYPE_END; b++)
				if (b->id == id) {
					*owner = m;
					return b;
				}
		return nullptr;
	}

	struct templates *templates_;
	const struct bind *table_;
	const void *model_;
	const Model *parent_;
	mutable char number_[24];
};

// The items of a list; none for anything else, which ctemplate then expands
// once with the model it stands in.
class Model::Items : public TemplateDictionaryInterface::Iterator {
public:
	Items(struct templates *t, const struct bind *list, const char *items,
	    size_t count, const Model *parent)
	    : templates_(t), list_(list), next_(items), left_(count),
	      parent_(parent)
	{
	}
	bool HasNext() const override
	{
		return left_ > 0;
	}
	const TemplateDictionaryInterface &Next() override
	{
		item_.reset(new Model(templates_, list_->items, next_,
		    parent_));
		next_ += list_->item_size;
		left_--;
		return *item_;
	}

private:
	struct templates *templates_;
	const struct bind *list_;
	const char *next_;
	size_t left_;
	const Model *parent_;
	std::unique_ptr<Model> item_;
};

TemplateString
Model::GetValue(const TemplateString &name) const
{
	const Model *owner;
	const struct bind *b = Find(name, &owner);

	if (b != nullptr && b->type == BIND_TYPE_TEXT) {
		const struct str &s = field<struct str>(owner->model_,
		    b->offset);
		return TemplateString(s.ptr != nullptr ? s.ptr : "", s.len);
	}
	if (b != nullptr && b->type == BIND_TYPE_NUMBER) {
		int n = snprintf(number_, sizeof(number_), "%lld",
		    static_cast<long long>(
		        field<int64_t>(owner->model_, b->offset)));
		return TemplateString(number_, static_cast<size_t>(n));
	}
	return TemplateString("");
}

bool
Model::IsHiddenSection(const TemplateString &name) const
{
	const Model *owner;
	const struct bind *b = Find(name, &owner);

	if (b == nullptr)
		return true;
	switch (b->type) {
	case BIND_TYPE_TEXT:
		return field<struct str>(owner->model_, b->offset).len == 0;
	case BIND_TYPE_NUMBER:
		return field<int64_t>(owner->model_, b->offset) == 0;
	case BIND_TYPE_FLAG:
		return !field<bool>(owner->model_, b->offset);
	case BIND_TYPE_LIST:
		return field<size_t>(owner->model_, b->count_offset) == 0;
	case BIND_TYPE_HAS:
		return field<size_t>(owner->model_, b->offset) == 0;
	case BIND_TYPE_END:
		break;
	}
	return true;
}

TemplateDictionaryInterface::Iterator *
Model::CreateSectionIterator(const TemplateString &name) const
{
	const Model *owner;
	const struct bind *b = Find(name, &owner);

	if (b == nullptr || b->type != BIND_TYPE_LIST)
		return new Items(templates_, nullptr, nullptr, 0, this);
	return new Items(templates_, b,
	    field<const char *>(owner->model_, b->offset),
	    field<size_t>(owner->model_, b->count_offset), this);
}

TemplateDictionaryInterface::Iterator *
Model::CreateTemplateIterator(const TemplateString &) const
{
	return new Items(templates_, nullptr, nullptr, 0, this);
}

const char *
Model::GetIncludeTemplateName(const TemplateString &name, int) const
{
	std::string &file =
	    templates_->includes[ctemplate::GlobalIdForSTS_INIT(name)];

	if (file.empty()) {
		for (const char *p = name.begin(); p < name.end(); p++)
			file.push_back(*p >= 'A' && *p <= 'Z'
			        ? static_cast<char>(*p + 'a' - 'A')
			        : *p);
		file += ".tpl";
	}
	return file.c_str();
}

int
check_first_line(const std::string &path, struct err *err)
{
	struct buf text = {};
	int rc = file_read(path.c_str(), TEMPLATE_FILE_MAX, &text, err);

	if (rc == 0 &&
	    !str_starts(buf_view(&text),
	        "{{%AUTOESCAPE context=\"HTML\"}}") &&
	    !str_starts(buf_view(&text), "{{%AUTOESCAPE context=\"XML\"}}"))
		rc = err_set(err, "%s:1: the first line must be "
		    "{{%%AUTOESCAPE context=\"HTML\"}} (or \"XML\"), or nothing "
		    "would be escaped", path.c_str());
	buf_free(&text);
	return rc;
}

int
load_all(struct templates *t, const char *directory, struct err *err)
{
	std::vector<std::string> names;
	DIR *dir = opendir(directory);

	if (dir == nullptr)
		return err_errno(err, "%s", directory);
	while (struct dirent *e = readdir(dir)) {
		std::string name(e->d_name);

		if (name.size() > 4 && name[0] != '.' &&
		    name.compare(name.size() - 4, 4, ".tpl") == 0)
			names.push_back(name);
	}
	closedir(dir);
	for (const std::string &name : names) {
		std::string path = t->cache.FindTemplateFilename(name);

		if (path.empty())
			return err_set(err, "%s/%s: cannot be read",
			    directory, name.c_str());
		if (check_first_line(path, err) != 0)
			return -1;
		if (!t->cache.LoadTemplate(name, STRIP))
			return err_set(err, "%s: not a valid template",
			    path.c_str());
	}
	return 0;
}

} // namespace

struct templates *
templates_open(const char *directory, const char *override,
    const char *language, struct err *err)
{
	try {
		std::unique_ptr<struct templates> t(new struct templates);
		bool overridden = override != nullptr && file_exists(override);

		register_modifier();
		t->data.InsertForModifiers("language", language);
		t->cache.SetTemplateRootDirectory(
		    overridden ? override : directory);
		if (overridden)
			t->cache.AddAlternateTemplateRootDirectory(directory);
		if (load_all(t.get(), directory, err) != 0 ||
		    (overridden && load_all(t.get(), override, err) != 0))
			return nullptr;
		return t.release();
	} catch (...) {
		err_set(err, "%s: the template engine failed", directory);
		return nullptr;
	}
}

void
templates_close(struct templates *t)
{
	delete t;
}

int
templates_render(struct templates *t, const char *file, struct bind *binds,
    const void *model, struct bind *outer_binds, const void *outer,
    struct buf *out, struct err *err)
{
	static struct bind none[] = { BIND_END };
	size_t before = out->len;
	bool done = false;

	try {
		if (outer_binds == nullptr)
			outer_binds = none;
		prepare(binds);
		prepare(outer_binds);

		Model around(t, outer_binds, outer, nullptr);
		Model page(t, binds, model, &around);
		BufferEmitter emitter(out);

		done = t->cache.ExpandWithData(file, STRIP, &page, &t->data,
		    &emitter);
	} catch (...) {
		done = false;
	}
	if (done)
		return 0;
	out->len = before;
	return err_set(err, "template %s could not be filled", file);
}
