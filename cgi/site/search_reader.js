/*
 * search_reader.js: search on a host that only serves files.
 *
 * Terms are those of include/base/term.h, a question is read as
 * include/model/search.h says, the index is that of
 * include/site/search_files.h, and articles are ranked as SQLite's bm25()
 * ranks them, so that the answers are those of the live site.
 */
const cjk = "\\u1100-\\u11ff\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u309f" +
	"\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3131-\\u318e\\u31f0-\\u31ff" +
	"\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff" +
	"\\uff66-\\uff9f\\uffa0-\\uffdc\\u{20000}-\\u{3fffd}";
const word = `(?:(?![${cjk}])[\\p{L}\\p{M}\\p{N}])`;
const letter = `(?![${cjk}])\\p{L}`;
const pieces = new RegExp(
	`(?:${letter}\\.)+${letter}(?![\\p{L}\\p{M}\\p{N}${cjk}])` +
	`|(?:[${cjk}]\\p{M}*)+|${word}+(?:['’]${word}+)*`, "gu");

const others = new RegExp(`[^\\p{L}\\p{M}\\p{N}${cjk}]`, "gu");
const characters = new RegExp(`[${cjk}]\\p{M}*`, "gu");

const kept = { skis: "ski", skies: "sky", dying: "die", lying: "lie",
	tying: "tie", idly: "idl", gently: "gentl", ugly: "ugli",
	early: "earli", only: "onli", singly: "singl" };
const whole = /^(sky|news|howe|atlas|cosmos|bias|andes)$/;
const whole1 = /^(inn|out|cann|herr|earr)ing$|^(pro|ex|suc)ceed$/;
const step2 = [["ational|ation|ator", "ate"], ["tional", "tion"],
	["enci", "ence"], ["anci", "ance"], ["abli", "able"],
	["entli", "ent"], ["izer|ization", "ize"], ["alism|aliti|alli", "al"],
	["fulness|fulli", "ful"], ["ousli|ousness", "ous"],
	["iveness|iviti", "ive"], ["biliti|bli", "ble"], ["ogi", "og", /l$/],
	["lessli", "less"], ["li", "", /[cdeghkmnrt]$/]];
const step3 = [["ational", "ate"], ["tional", "tion"], ["alize", "al"],
	["icate|iciti|ical", "ic"], ["ful|ness", ""], ["ative", "", 2]];
const step4 = [["al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ism|ate|iti" +
	"|ous|ive|ize", ""], ["ion", "", /[st]$/]];
const table = rules => new Map(rules.flatMap(([from, to, when]) =>
	from.split("|").map(suffix => [suffix, [to, when]])));
const steps = [step2, step3, step4].map(table);

/* Snowball's English stemmer ("Porter2"). */
export function stem(w)
{
	if (w.length < 3 || whole.test(w))
		return w;
	if (Object.hasOwn(kept, w))
		return kept[w];
	w = w.replace(/(^|[aeiouy])y/g, "$1Y");
	const region = (from, part) => {
		const m = /^.*?[aeiouy].*?[^aeiouy]/.exec(part);
		return from + (m ? m[0].length : part.length);
	};
	const special = /^(gener|commun|arsen)/.exec(w);
	const r1 = special ? special[0].length : region(0, w);
	const r2 = region(r1, w.slice(r1));
	const short = s =>
		/([^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$/.test(s);
	let m;

	if (/sses$/.test(w))
		w = w.slice(0, -2);
	else if (/ie[ds]$/.test(w))
		w = w.slice(0, w.length > 4 ? -2 : -1);
	else if (/[aeiouy].+s$/.test(w) && !/[us]s$/.test(w))
		w = w.slice(0, -1);
	if (whole1.test(w))
		return w;
	if ((m = /eed(ly)?$/.exec(w))) {
		if (m.index >= r1)
			w = w.slice(0, m.index) + "ee";
	} else if ((m = /(ed|ing)(ly)?$/.exec(w)) &&
	    /[aeiouy]/.test(w.slice(0, m.index))) {
		w = w.slice(0, m.index);
		if (/(at|bl|iz)$/.test(w))
			w += "e";
		else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w))
			w = w.slice(0, -1);
		else if (w.length === r1 && short(w))
			w += "e";
	}
	if (/.[^aeiouy][yY]$/.test(w))
		w = w.slice(0, -1) + "i";
	steps.forEach((step, i) => {
		for (let n = Math.min(7, w.length); n > 1; n--) {
			const at = w.length - n, rule = step.get(w.slice(at));
			if (!rule)
				continue;
			const left = w.slice(0, at), [to, when] = rule;
			if (at >= (i === 2 || when === 2 ? r2 : r1) &&
			    (!when || when === 2 || when.test(left)))
				w = left + to;
			return;
		}
	});
	const left = w.slice(0, -1);
	if (w.endsWith("e") && (w.length > r2 || (w.length > r1 && !short(left))))
		w = left;
	else if (w.endsWith("ll") && w.length > r2)
		w = left;
	return w.replace(/Y/g, "y");
}

export const fold = s => s.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase()
	.replace(/ß/g, "ss").replace(/ς/g, "σ").normalize("NFC");

function term(raw)
{
	const w = [...fold(raw).replace(/['’]s$/, "")
		.replace(others, "")].slice(0, 40).join("");

	return /^[a-z]+$/.test(w) ? stem(w) : w;
}

/* The terms of a text: [term, start, end]. */
export function terms(text)
{
	const found = [];

	for (const { 0: piece, index } of text.matchAll(pieces)) {
		const c = piece.match(characters);
		if (!c) {
			found.push([term(piece), index, index + piece.length]);
			continue;
		}
		for (let i = 0, at = index; i < Math.max(1, c.length - 1); i++) {
			const pair = c[i] + (c[i + 1] ?? "");
			found.push([term(pair), at, at + pair.length]);
			at += c[i].length;
		}
	}
	return found.filter(([t]) => t);
}

const plain = { ß: "ss", æ: "ae", ø: "o", đ: "d", ł: "l", þ: "th", ð: "d",
	œ: "oe", ı: "i", ħ: "h" };

/* As utf8_slug makes it, at most 80 bytes. */
export function slug(text)
{
	const whole = fold(text).replace(/['’‘.]/g, "")
		.replace(/[^\p{L}\p{M}\p{Nd}]+/gu, "-")
		.replace(/^-|-$/g, "").replace(/[^a-z0-9-]/gu,
			c => plain[c] ?? "u" + c.codePointAt(0).toString(16));
	const cut = whole.slice(40, 81).lastIndexOf("-");

	return whole.length <= 80 ? whole
		: whole.slice(0, cut >= 0 ? cut + 40 : 80);
}

const common = new Set(("a an and are as at be been but by for from had has " +
	"have he her his in is it its of on or she that the their they this " +
	"to was were with").split(" "));

const firstDay = v => {
	const day = /^\d{4}(-\d\d(-\d\d)?)?$/.test(v) &&
		Date.parse(v + "2000-01-01".slice(v.length)) / 864e5;

	return Number.isInteger(day) ? day : null;
};

/* As utf8_clean leaves a line. */
export const clean = text => text.normalize("NFC")
	.replace(/[\t\n\v\f\r\p{Z}]+/gu, " ")
	.replace(/(?!\u200c|\u200d)[\p{Cc}\p{Cf}]/gu, "")
	.replace(/\u2011/g, "-").replace(/ +/g, " ").trim();

/* What somebody searches for. */
export function parse(text)
{
	const q = { parts: [], tags: [], actors: [] };
	text = decode(encode(text.split("\0")[0]).slice(0, 400))
		.replace(/\ufffd$/, "");
	const open = !/ $/.test(text);
	const add = (t, last) => {
		const found = terms(t).map(([x]) => x);
		if (found.length && q.parts.length < 16)
			q.parts.push({ text: t, terms: found, prefix: last &&
				encode(found.at(-1)).length >= 3 });
	};
	const filters = {
		tag: v => slug(v) && q.tags.push(slug(v)),
		actor: v => slug(v) && q.actors.push(slug(v)),
		after: v => (v = firstDay(v)) !== null && [q.after = v],
		before: v => (v = firstDay(v)) !== null && [q.before = v],
	};
	q.text = text = clean(text);
	const part = /(?:(tag|actor|after|before):)?(?:"([^"]*)"?|([^ "]+))/y;
	for (let m; part.lastIndex < text.length;) {
		if (text[part.lastIndex] === " ") {
			part.lastIndex++;
			continue;
		}
		const at = part.lastIndex;
		m = part.exec(text);
		if (m?.[1] && filters[m[1]](m[2] ?? m[3]))
			continue;
		if (!m || m[1]) {
			const end = /[ "]/.exec(text.slice(at))?.index;
			part.lastIndex = end ? at + end : text.length;
			m = [0, 0, undefined, text.slice(at, part.lastIndex)];
		}
		add(m[2] ?? m[3], m[2] === undefined && open &&
			part.lastIndex === text.length);
	}
	const telling = q.parts.filter(p =>
		p.terms.length > 1 || !common.has(fold(p.text)));
	q.common = !telling.length;
	if (telling.length)
		q.parts = telling;
	return q;
}

/* Bytes as characters, whose order is that of bytes. */
export const encode = s => String.fromCharCode(...new TextEncoder().encode(s));
export const decode = s => new TextDecoder().decode(
	Uint8Array.from(s, c => c.charCodeAt(0)));

class Bytes {
	constructor(data)
	{
		this.data = data;
		this.at = 0;
	}
	number()
	{
		for (let n = 0, scale = 1; scale < 2 ** 35; scale *= 128) {
			const c = this.data[this.at++];
			if (c === undefined)
				break;
			n += (c & 127) * scale;
			if (c < 128)
				return n;
		}
		throw new Error("the index is damaged");
	}
	/* n numbers, each at least a byte */
	numbers(n)
	{
		if (n > this.data.length - this.at)
			throw new Error("the index is damaged");
		return Array.from({ length: n }, () => this.number());
	}
	difference(before)
	{
		const shared = this.number(), n = this.number();
		this.at += n;
		return before.slice(0, shared) + String.fromCharCode(
			...this.data.subarray(this.at - n, this.at));
	}
}

const k1 = 1.2, b = 0.75, column = 1 << 20, weights = [1, 8, 4, 4];

/* load(path below search/) gives a file's bytes, gzip undone. */
export class Index {
	constructor(load)
	{
		this.load = load;
		this.kept = new Map();
	}
	once(path, make)
	{
		if (!this.kept.has(path))
			this.kept.set(path, this.load(path).then(make));
		return this.kept.get(path);
	}
	text(path, make)
	{
		return this.once(path, d => make(new TextDecoder().decode(d)));
	}
	async open()
	{
		Object.assign(this, await this.text("pointer.json", JSON.parse));
		this.firsts = this.terms.map(([t]) => encode(t));
	}
	/* {key, file, places} of the shards of a group */
	group(n)
	{
		return this.terms[n] ? this.text(this.terms[n][1], s =>
			s.split("\n").slice(0, -1).map(line => {
				const [t, file, places] = line.split(" ");
				return { key: encode(t), file, places };
			})) : [];
	}
	/* The shards around a key, the number of that which has it if any has,
	 * and the group behind them. */
	async around(key, more)
	{
		const n = Math.max(0, this.firsts.findLastIndex(t => t <= key));
		const groups = await Promise.all((more ? [n - 1, n, n + 1] : [n])
			.map(i => this.group(i)));
		const shards = groups.flat();
		return [shards, Math.max(0, shards.findLastIndex(s =>
			s.key <= key)), n + 1];
	}
	shard({ file })
	{
		return this.once(file, data => {
			const d = new Bytes(data), all = [];
			let before = "";
			for (let i = d.number(); i > 0; i--) {
				const key = d.difference(before);
				all.push({ key, printed: d.difference(key),
					n: d.number() });
				before = key;
			}
			for (const field of ["articles", "weights", "words"])
				for (const t of all)
					t[field] = d.numbers(t.n);
			for (const t of all) {
				let a = -1;
				t.articles = t.articles.map(gap => a += gap);
			}
			return all;
		});
	}
	/* adds places, for each article of each term, to a shard */
	places(file, shard)
	{
		return this.once(file, data => {
			const d = new Bytes(data);
			for (const t of shard)
				t.places = t.articles.map(() => {
					const found = [];
					let at = -1;
					for (let gap; (gap = d.number());)
						found.push(at += gap);
					return found;
				});
		});
	}
	/* the terms around a key: of its shard and the two beside it */
	async near(key)
	{
		const [shards, n] = await this.around(key, true);
		return (await Promise.all(shards.slice(Math.max(0, n - 1), n + 2)
			.map(s => this.shard(s)))).flat();
	}
	/* The terms with that key, or that begin with it. */
	async find(key, prefix, withPlaces)
	{
		const found = [];
		let [shards, n, group] = await this.around(key);

		for (let first = true; shards[n] && (first || prefix &&
		    shards[n].key.startsWith(key)); first = false) {
			const shard = await this.shard(shards[n]);
			if (withPlaces)
				await this.places(shards[n].places, shard);
			found.push(...shard.filter(t => prefix
				? t.key.startsWith(key) : t.key === key));
			if (++n === shards.length)
				shards = shards.concat(await this.group(group++));
		}
		return found;
	}
	/* A map from article to [weight, words of the article]. */
	async part({ terms: list, prefix })
	{
		const phrase = list.length > 1, sets = await Promise.all(
			list.map((t, i) => this.find(encode(t),
				prefix && i === list.length - 1, phrase)));
		const all = sets.map(set => {
			const m = new Map();
			for (const t of set)
				t.articles.forEach((a, i) => {
					const x = m.get(a) ?? [0, t.words[i], new Set()];
					x[0] += t.weights[i];
					if (phrase)
						t.places[i].forEach(p => x[2].add(p));
					m.set(a, x);
				});
			return m;
		});
		if (!phrase)
			return all[0];
		const found = new Map();
		for (const [a, [, words, places]] of all[0]) {
			let weight = 0;
			for (const p of places)
				if (all.every((m, i) => m.get(a)?.[2].has(p + i)))
					weight += weights[Math.floor(p / column)];
			if (weight)
				found.set(a, [weight, words]);
		}
		return found;
	}
	async filters(q, names)
	{
		const sets = [], of = async keys => new Set((await Promise.all(
			keys.map(k => this.find(encode(k))))).flat()
			.flatMap(t => t.articles));

		for (const t of q.tags)
			sets.push(await of([":tag:" + t]));
		for (const a of q.actors)
			sets.push(await of((await names(a)).filter(n => !n.is_tag &&
				n.key === a).map(n => ":actor:" + n.slug)));
		if (q.after !== undefined || q.before !== undefined) {
			const days = await this.once(this.days, data => {
				const d = new Bytes(data);
				let day = -719162;
				return d.numbers(this.articles).map(n => day += n);
			});
			sets.push(new Set([...days.keys()].filter(i =>
				days[i] >= (q.after ?? -1e9) &&
				days[i] < (q.before ?? 1e9))));
		}
		return sets;
	}
	/* {total, articles: numbers, best first, unknown: parts nobody has} */
	async rank(q, names)
	{
		await this.open();
		const parts = await Promise.all(q.parts.map(p => this.part(p)));
		const sets = await this.filters(q, names);
		const average = this.words / this.articles;
		const idf = parts.map(({ size: n }) =>
			Math.max(Math.log((this.articles - n + 0.5) / (n + 0.5)), 1e-6));
		const found = [];

		if (!parts.length && !sets.length)
			return { total: 0, articles: [], unknown: [] };
		for (const a of (parts[0] ?? sets[0]).keys()) {
			if (!parts.every(m => m.has(a)) || !sets.every(s => s.has(a)))
				continue;
			found.push([a, q.common ? 0 : parts.reduce((sum, m, i) => {
				const [f, words] = m.get(a);
				return sum + idf[i] * f * (k1 + 1) /
					(f + k1 * (1 - b + b * words / average));
			}, 0)]);
		}
		found.sort((x, y) => y[1] - x[1] || y[0] - x[0]);
		return { total: found.length, articles: found.map(x => x[0]),
			unknown: q.parts.filter((_, i) => !parts[i].size) };
	}
	/* [path, title, date, date in words, source, summary] */
	async article(n)
	{
		const files = await this.text(this.cards[n >> 10],
			s => s.split("\n"));
		return (await this.text(files[n >> 4 & 63], JSON.parse))[n % 16];
	}
}

