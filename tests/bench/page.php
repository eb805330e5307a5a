<?php
// page.php: the article page in PHP, as its peers are written: prepared
// statements over one database that stays open, one pass over the text, output
// in one string.  It makes less than Dossier does (no roles, no JSON-LD, no
// languages), so that what is measured is a lower bound.
declare(strict_types=1);

$db = new PDO('sqlite:' . $_SERVER['DATABASE'], options: [
    PDO::ATTR_PERSISTENT => true,
    PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
    PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_NUM,
]);
$db->exec('PRAGMA mmap_size = 1073741824');

function rows(string $sql, array $values): array
{
    global $db;
    $q = $db->prepare($sql);
    $q->execute($values);
    return $q->fetchAll();
}

function e(string $s): string
{
    return htmlspecialchars($s, ENT_QUOTES | ENT_HTML5);
}

if (!preg_match('#^/articles/(\d{4})/(\d\d)/([a-z0-9-]+)/$#', $_SERVER['REQUEST_URI'], $m)) {
    http_response_code(404);
    exit;
}
$found = rows('SELECT id, title, byline, source, caption, credit, body, published, day, file FROM article WHERE month = ? AND slug = ?',
    [$m[1] * 12 + $m[2] - 1, $m[3]]);
if (!$found) {
    http_response_code(404);
    exit;
}
[$id, $title, $byline, $source, $caption, $credit, $body, $published, $day, $file] = $found[0];
$blocks = [$title, $caption, ...explode("\n", $body)];
$date = fn (int $d) => gmdate('j F Y', $d * 86400);
$link = fn (array $a) => gmdate('\.\./\.\./\.\./\.\./\a\r\t\i\c\l\e\s/Y/m/', $a[1] * 86400) . $a[0] . '/';

$actors = rows('SELECT a.id, a.slug, l.name, l.kind, l.sentence FROM article_actor AS l JOIN actor AS a ON a.id = l.actor_id
    WHERE l.article_id = ? ORDER BY l.number', [$id]);
$slugs = array_column($actors, 1, 0);
$mentions = [];
foreach (rows('SELECT block, start, end, actor_id FROM mention WHERE article_id = ? AND actor_id IS NOT NULL ORDER BY number', [$id]) as $r)
    $mentions[$r[0]][] = $r;
$linked = [];
$out = '';
$piece = function (int $block, int $start, int $end) use (&$mentions, &$linked, $blocks, $slugs): string {
    $s = '';
    $text = $blocks[$block] ?? '';
    foreach ($mentions[$block] ?? [] as [, $from, $to, $actor]) {
        if ($from < $start || $to > $end || isset($linked[$actor]) || !isset($slugs[$actor]))
            continue;
        $linked[$actor] = true;
        $s .= e(substr($text, $start, $from - $start)) . '<a href="../../../../actors/' . $slugs[$actor] . '/">'
            . e(substr($text, $from, $to - $from)) . '</a>';
        $start = $to;
    }
    return $s . e(substr($text, $start, $end - $start));
};
$sentences = rows('SELECT number, block, start, end FROM sentence WHERE article_id = ? ORDER BY number', [$id]);
$texts = [];
$last = -1;
foreach ($sentences as [$number, $block, $start, $end]) {
    $texts[$number] = substr($blocks[$block] ?? '', $start, $end - $start);
    if ($block === 0)
        continue;
    if ($block !== $last)
        $out .= ($last > 0 ? "</p>\n" : '') . '<p dir="auto">';
    else
        $out .= ' ';
    $out .= "<span id=\"s$number\">" . $piece($block, $start, $end) . '</span>';
    $last = $block;
}
$out .= "</p></div>\n<section class=\"facts\"><h2 id=\"cast\" class=\"rule\">Who is in this story</h2>";
$group = -1;
foreach ($actors as [, $slug, $name, $kind, $sentence]) {
    if ($kind !== $group)
        $out .= ($group >= 0 ? '</ul>' : '') . '<h3 class="label">' . ['People', 'Bodies', 'States', 'Places'][$kind % 4] . '</h3><ul class="cast">';
    $group = $kind;
    $out .= "<li><a href=\"../../../../actors/$slug/\">" . e($name) . "</a> <a class=\"fact\" href=\"#s$sentence\">" . e($name) . "</a></li>\n";
}
$out .= "</ul></section>\n<section class=\"facts\"><h2 id=\"dates\" class=\"rule\">Dates in this story</h2><ol class=\"timeline\">";
foreach (rows('SELECT block, start, end, value, rule, sentence FROM event WHERE article_id = ? ORDER BY value, number', [$id]) as $r)
    $out .= "<li><h3 class=\"value\"><time datetime=\"$r[3]\">" . e($r[3]) . "</time></h3><div><p class=\"evidence\"><a href=\"#s$r[5]\">"
        . e($texts[$r[5]] ?? '') . '</a></p><details class="why"><summary>“' . e(substr($blocks[$r[0]], $r[1], $r[2] - $r[1])) . '”</summary>'
        . e($r[4]) . "</details></div></li>\n";
$out .= "</ol></section>\n<section class=\"facts\"><h2 id=\"said\" class=\"rule\">Who said what</h2>";
foreach (rows('SELECT s.block, cue_start, cue_end, content_start, content_end, source_start, source_end, direct, sentence, a.slug, a.name
    FROM statement AS s LEFT JOIN actor AS a ON a.id = s.speaker_id WHERE article_id = ? ORDER BY number', [$id]) as $r) {
    $b = $blocks[$r[0]];
    $who = $r[9] !== null ? "<a href=\"../../../../actors/$r[9]/\">" . e($r[10]) . '</a>' : e(substr($b, $r[5], $r[6] - $r[5]));
    $content = e(substr($b, $r[3], $r[4] - $r[3]));
    $out .= "<h3 class=\"speaker\">$who</h3><ul class=\"statements\"><li><a class=\"cue\" href=\"#s$r[8]\">" . e(substr($b, $r[1], $r[2] - $r[1]))
        . '</a> ' . ($r[7] ? "<q>$content</q>" : $content) . "</li></ul>\n";
}
$out .= "</section>\n<nav class=\"facts\"><h2 id=\"tags\" class=\"rule\">Tags</h2><ul class=\"trails\">";
foreach (rows('SELECT t.id, t.slug, l.printed FROM article_tag AS l JOIN tag AS t ON t.id = l.tag_id WHERE l.article_id = ? ORDER BY l.position', [$id]) as [$tag, $slug, $printed]) {
    $out .= "<li><h3 class=\"chips\"><a href=\"../../../../tags/$slug/\">" . e($printed) . '</a></h3>';
    foreach (['<' => 'DESC', '>' => 'ASC'] as $side => $order)
        foreach (rows("SELECT a.slug, a.day, a.title FROM article_tag AS l JOIN article AS a ON a.id = l.article_id
            WHERE l.tag_id = ? AND l.published $side ? ORDER BY l.published $order LIMIT 1", [$tag, $published]) as $a)
            $out .= '<a href="' . $link($a) . '">' . e($a[2]) . '</a>';
    $out .= "</li>\n";
}
$out .= "</ul></nav>\n<section class=\"facts\"><h2 id=\"related\" class=\"rule\">Related articles</h2><ul class=\"related\">";
foreach (rows('SELECT a.slug, a.day, a.title, count(*) AS n FROM article_actor AS mine JOIN article_actor AS l ON l.actor_id = mine.actor_id
    AND l.article_id <> mine.article_id JOIN article AS a ON a.id = l.article_id WHERE mine.article_id = ?
    GROUP BY a.id ORDER BY n DESC, a.published DESC LIMIT 5', [$id]) as $a)
    $out .= '<li><h3><a href="' . $link($a) . '">' . e($a[2]) . '</a></h3><p class="meta"><time>' . $date($a[1]) . "</time></p></li>\n";
foreach (['<' => 'DESC', '>' => 'ASC'] as $side => $order)
    foreach (rows("SELECT slug, day, title FROM article WHERE (published, file) $side (?, ?) ORDER BY published $order, file $order LIMIT 1", [$published, $file]) as $a)
        $out .= '<li><a href="' . $link($a) . '">' . e($a[2]) . '</a></li>';
$out .= '</ul></section>';

header('Cache-Control: public, max-age=60');
header('ETag: "' . md5($out) . '"');
echo "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>", e($title), '</title><meta name="description" content="',
    e($blocks[2] ?? ''), "\"><link rel=\"stylesheet\" href=\"../../../../static/style.css\"></head><body><header><a href=\"../../../../\">Archive</a></header><main>\n",
    '<article class="article"><header><h1 id="s1">', e($title), '</h1><p class="meta">', e($byline), ' · ', $date($day), ' · ', e($source),
    "</p></header><div class=\"body\">\n", $out, "\n</article></main></body></html>\n";
