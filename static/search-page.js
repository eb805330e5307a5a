/*
 * search-page.js: the search page of a host that only serves files, and, on
 * any host, tags and actors while one types.  The form works without it where
 * a server answers.
 */
const box = document.querySelector("#results");
const field = document.querySelector("#q");

/* Loaded at the first question or letter: an answered page needs none. */
let reader;
const load = async () => reader ??=
	await import(new URL(box.dataset.reader, location));

async function fetched(path)
{
	const answer = await fetch(path, { signal: AbortSignal.timeout(2e4) });

	if (!answer.ok)
		throw new Error(`${path}: ${answer.status}`);
	const data = new Uint8Array(await answer.arrayBuffer());
	/* A host may have undone the compression already. */
	return data[0] !== 0x1f || data[1] !== 0x8b ? data
		: new Uint8Array(await new Response(new Blob([data]).stream()
			.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

/* Names whose key begins like this one; none where there is no such file. */
const kept = new Map();
function names(key)
{
	const path = `names/${key.slice(0, 3)}.json`;

	if (!kept.has(path))
		kept.set(path, fetched(path).then(d => JSON.parse(
			new TextDecoder().decode(d)).names, () => []));
	return kept.get(path);
}

const element = (name, attributes, ...children) => {
	const e = document.createElement(name);

	Object.entries(attributes).forEach(a => e.setAttribute(...a));
	e.append(...children);
	return e;
};
const counted = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;
const place = n => `../${n.is_tag ? "tags" : "actors"}/${n.slug}/`;
const described = n => element("span", { class: "meta" },
	`${n.kind}, ${counted(n.count, "article")}`);

/* The text with the words that were searched for marked. */
function marked(text, q)
{
	const parts = [], hit = t => q.parts.some(p => p.terms.some((x, i) =>
		x === t || p.prefix && !p.terms[i + 1] && t.startsWith(x)));
	let at = 0;

	for (const [t, start, end] of reader.terms(text))
		if (start >= at && hit(t)) {
			parts.push(text.slice(at, start),
				element("mark", {}, text.slice(start, end)));
			at = end;
		}
	return [...parts, text.slice(at)];
}

function story([path, title, iso, date, source, summary], q)
{
	return element("article", { class: "story" },
		element("h2", {}, element("a", { href: "../" + path },
			...marked(title, q))),
		element("p", { class: "summary" }, ...marked(summary, q)),
		element("p", { class: "meta" },
			element("time", { datetime: iso }, date),
			source && " · " + source));
}

/* Letters to add, drop, change or swap from one word to the other. */
function distance(x, y)
{
	let before = [], last = [...Array(y.length + 1).keys()];

	for (let i = 1; i <= x.length; i++) {
		const row = [i];
		for (let j = 1; j <= y.length; j++) {
			row[j] = Math.min(last[j] + 1, row[j - 1] + 1,
				last[j - 1] + (x[i - 1] !== y[j - 1]));
			if (x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1])
				row[j] = Math.min(row[j], before[j - 2] + 1);
		}
		[before, last] = [last, row];
	}
	return last[y.length];
}

/* Of the words in the shards around it the one most like a word that nobody
 * has. */
async function similar(index, part)
{
	const word = reader.fold(part.text);
	let best = null, least = word.length < 6 ? 2 : 3;

	for (const t of await index.near(reader.encode(word))) {
		const printed = reader.decode(t.printed);
		const d = distance(word, printed);
		if (d < least || d === least && best && t.n > best.n)
			[best, least] = [{ printed, n: t.n }, d];
	}
	return best?.printed;
}

/* As page_search.c: with the name that the question is, or begins with. */
async function subjects(key)
{
	const found = [], all = key ? await names(key) : [];

	for (; key; key = key.slice(0, Math.max(0, key.lastIndexOf("-"))))
		found.push(...all.filter(n => n.key === key));
	return found.slice(0, 5);
}

async function answer(text)
{
	await load();
	const q = reader.parse(text), index = new reader.Index(fetched);
	const { total, articles, unknown } = await index.rank(q, names);
	const about = await subjects(reader.slug(q.text));
	const list = element("div", {});
	const more = element("button", { type: "button" }, "More");
	let shown = 0;

	more.onclick = async () => {
		const next = articles.slice(shown, shown += 10);
		list.append(...(await Promise.all(next.map(a =>
			index.article(a)))).map(a => story(a, q)));
		more.hidden = shown >= articles.length;
	};
	await more.onclick();
	box.replaceChildren();
	if (about.length)
		box.append(element("ul", { class: "subjects" }, ...about.map(n =>
			element("li", {}, element("a", { href: place(n) }, n.name),
				" ", described(n)))));
	box.append(element("p", { class: "meta" },
		total ? counted(total, "article") : "No article has all of that."));
	for (const part of total ? [] : unknown) {
		const word = part.terms[1] ? null
			: await similar(index, part);
		if (word)
			box.append(element("p", {}, "Did you mean ", element("a",
				{ href: "?q=" + encodeURIComponent(
					q.text.replace(part.text, word)) }, word), "?"));
	}
	box.append(list, more);
}

const asked = new URLSearchParams(location.search).get("q");
if (asked && !("answered" in box.dataset)) {
	field.value = asked;
	box.textContent = "Searching …";
	answer(asked).catch(e => box.textContent =
		"The search index cannot be read: " + e.message);
}

/* Tags and actors below the field: a combobox with a listbox (WAI-ARIA
 * Authoring Practices). */
const list = element("ul", { id: "names", role: "listbox", class: "suggestions",
	"aria-label": "Tags and actors" });
let active = -1;

function choose(n)
{
	active = n;
	[...list.children].forEach((e, i) =>
		e.setAttribute("aria-selected", i === n));
	if (n < 0)
		field.removeAttribute("aria-activedescendant");
	else
		field.setAttribute("aria-activedescendant", list.children[n].id);
}

function show(found)
{
	list.replaceChildren(...found.map((n, i) => element("li", {
		role: "option", id: "name" + i },
		element("a", { href: place(n), tabindex: -1 }, n.name), " ",
		described(n))));
	list.hidden = !found.length;
	field.setAttribute("aria-expanded", found.length > 0);
	choose(-1);
}

Object.entries({ role: "combobox", "aria-autocomplete": "list",
	"aria-controls": "names", "aria-expanded": false })
	.forEach(a => field.setAttribute(...a));
list.hidden = true;
field.after(list);
field.addEventListener("input", async () => {
	await load();
	const text = field.value, key = reader.slug(text), seen = new Set();
	const all = key && !/[":]/.test(text) ? await names(key) : [];

	if (field.value !== text)
		return;
	show(all.filter(n => n.key.startsWith(key) &&
		!seen.has(place(n)) && seen.add(place(n))).slice(0, 8));
});
field.addEventListener("keydown", e => {
	const n = list.children.length;

	if (e.key === "Escape" && !list.hidden)
		show([]);
	else if (n && e.key === "ArrowDown")
		choose((active + 1) % n);
	else if (n && e.key === "ArrowUp")
		choose(active < 1 ? n - 1 : active - 1);
	else if (e.key === "Enter" && active >= 0)
		location = list.children[active].querySelector("a").href;
	else
		return;
	e.preventDefault();
});
field.addEventListener("blur", () => setTimeout(show, 200, []));
