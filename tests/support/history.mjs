// Judges what many clients did at once and were answered: whether one server that does one thing at
// a time could have answered the same.
//
// A deed is {kind, id, start, end, status, …}: begun and ended at times of one clock. A walk is
// {start, end, sort, pages: [{start, end, comments}]}: all pages of the list.

/**
 * @param {{deeds: object[], walks: object[], heard: object[][], last: object[],
 *   reports: Record<string, number>}} history heard: each listener's events; last: the list after
 *   all of it; reports: how many moderators see then, by id
 * @returns {string[]} what is wrong
 */
export function judge(history) {
  return [
    ...judgeKeys(history),
    ...judgeWalks(history),
    ...judgeTexts(history),
    ...judgeVotes(history),
    ...judgeReports(history),
    ...history.heard.flatMap((events) => judgeEvents(events, history.last)),
  ];
}

const isShown = (comment) => comment.state === 'published';

function group(items, name) {
  const groups = new Map(items.map((item) => [item[name], []]));
  for (const item of items) groups.get(item[name]).push(item);
  return groups;
}

/** One key is one comment, and made once. */
function judgeKeys({ deeds }) {
  const creates = deeds.filter(({ kind, id }) => kind === 'create' && id);
  return [...group(creates, 'key')].flatMap(([key, all]) => {
    const made = all.filter(({ status }) => status === 201).length;
    const ids = new Set(all.map(({ id }) => id)).size;
    return made === 1 && ids === 1 ? [] : [`key ${key}: made ${made} times, ${ids} ids`];
  });
}

/** Each id once, in order, and none that nobody made. */
function judgeWalks({ deeds, walks }) {
  const made = new Set(deeds.filter(({ kind }) => kind === 'create').map(({ id }) => id));
  return walks.flatMap(({ sort, pages }) => {
    const all = pages.flatMap(({ comments }) => comments);
    const places = all.map(({ created, id }) => `${Date.parse(created)} ${id}`);
    const ordered = places.toSorted();
    if (sort === 'newest') ordered.reverse();
    return [
      ...(new Set(places).size < places.length ? ['a walk shows an id twice'] : []),
      ...(places.every((place, i) => place === ordered[i]) ? [] : ['a walk is out of order']),
      ...all.filter(({ id }) => !made.has(id)).map(({ id }) => `nobody made ${id}`),
    ];
  });
}

/** Where each walk shows each comment. */
const indexOf = ({ pages }) =>
  new Map(pages.flatMap((page) => page.comments.map((comment) => [comment.id, { page, comment }])));

/** What a walk says of a comment: its words, or that it is not there. */
function readOf(id, walk, index) {
  const { page = walk, comment } = index.get(id) ?? {};
  const shown = comment !== undefined && isShown(comment);
  return { kind: 'read', start: page.start, end: page.end, shown, text: comment?.text };
}

/** @returns what a comment is after a deed that was answered so; nothing: no such answer */
function step(state, { kind, status, text, shown }) {
  const is = (right, next) => (right ? next : undefined);
  if (kind === 'read') return is(shown ? state === `+${text}` : state[0] !== '+', state);
  if (kind === 'create' && status === 201) return is(state === '', `+${text}`);
  // With a key that was used: as it is.
  if (kind === 'create') return is(shown ? state === `+${text}` : state[0] === '-', state);
  if (status === 409) return is(state[0] === '-', state);
  const now = state.slice(1);
  if (kind === 'edit') return is(state[0] === '+', `+${text}`);
  if (kind === 'restore') return is(state !== '' && text === now, `+${now}`);
  return is(state !== '', `-${now}`);
}

const looks = ({ kind, status }) =>
  kind === 'read' || status === 409 || (kind === 'create' && status === 200);

/** Whether some order of the deeds that agrees with their times explains each answer. */
function isExplained(deeds, state, refuted = new Set()) {
  let left = deeds;
  for (;;) {
    if (left.length === 0) return true;
    const first = Math.min(...left.map(({ end }) => end));
    const next = left.filter(({ start }) => start <= first);
    // What never changes anything may come first, without loss.
    const idle = new Set(next.filter((deed) => looks(deed) && step(state, deed) === state));
    if (idle.size > 0) {
      left = left.filter((deed) => !idle.has(deed));
      continue;
    }
    const place = `${state} ${left.map(({ number }) => number)}`;
    if (refuted.has(place)) return false;
    refuted.add(place);
    return next.some((deed) => {
      const after = step(state, deed);
      if (after === undefined) return false;
      return isExplained(
        left.filter((one) => one !== deed),
        after,
        refuted,
      );
    });
  }
}

const OF_TEXTS = ['create', 'edit', 'delete', 'restore', 'read'];

function judgeTexts({ deeds, walks }) {
  // 409 "changed" says nothing of what it is.
  const said = deeds.filter(
    ({ kind, id, code }) => OF_TEXTS.includes(kind) && id && code !== 'changed',
  );
  const indexes = walks.map(indexOf);
  return [...group(said, 'id')].flatMap(([id, own]) => {
    const reads = walks.map((walk, i) => readOf(id, walk, indexes[i]));
    const all = [...own, ...reads].map((deed, number) => ({ ...deed, number }));
    return isExplained(all, '') ? [] : [`no order explains ${id}:\n${tell(own)}`];
  });
}

const tell = (deeds) =>
  deeds
    .toSorted((a, b) => a.start - b.start)
    .map(({ kind, start, end, status, text = '' }) => `  ${start}–${end} ${kind} ${status} ${text}`)
    .join('\n');

/** The votes of a voter that no other of theirs came after. */
function lastOf(votes) {
  return votes
    .filter(({ end }) => !votes.some(({ start }) => start > end))
    .map(({ value }) => value);
}

function judgeVotes({ deeds, last }) {
  const votes = deeds.filter(({ kind, status }) => kind === 'vote' && status === 200);
  const byComment = group(votes, 'id');
  return last.filter(isShown).flatMap(({ id, likes, dislikes }) => {
    let sums = new Set(['0 0']);
    for (const own of group(byComment.get(id) ?? [], 'voter').values())
      sums = new Set([...sums].flatMap((sum) => lastOf(own).map((value) => add(sum, value))));
    const wanted = [...sums].join(' or ');
    return sums.has(`${likes} ${dislikes}`)
      ? []
      : [`votes of ${id}: ${likes} ${dislikes}, not ${wanted}`];
  });
}

function add(sum, value) {
  const [likes, dislikes] = sum.split(' ').map(Number);
  return `${likes + (value === 'like')} ${dislikes + (value === 'dislike')}`;
}

/** Each reader reports a comment once. */
function judgeReports({ deeds, reports }) {
  const made = deeds.filter(({ kind, status }) => kind === 'report' && status === 200);
  const byComment = group(made, 'id');
  return Object.entries(reports).flatMap(([id, count]) => {
    const readers = new Set((byComment.get(id) ?? []).map(({ voter }) => voter)).size;
    return readers === count ? [] : [`reports of ${id}: ${count}, not ${readers}`];
  });
}

const seenOf = ({ text, likes, dislikes }) => `${text} +${likes} -${dislikes}`;

/** Numbers grow, and what they tell ends as the list. */
export function judgeEvents(events, last) {
  const told = new Map();
  for (const { name, comment } of events) {
    if (name === 'created' || name === 'edited' || name === 'counts')
      told.set(comment.id, seenOf(comment));
    else told.delete(comment.id);
  }
  const shown = new Map(last.filter(isShown).map((comment) => [comment.id, seenOf(comment)]));
  return [
    ...events
      .filter(({ id }, i) => i > 0 && id <= events[i - 1].id)
      .map(({ id, name }) => `an event ${name} ${id} comes after one as late`),
    ...[...shown.keys(), ...told.keys()]
      .filter((id) => shown.get(id) !== told.get(id))
      .map((id) => `events say ${told.get(id)} of ${id}, not ${shown.get(id)}`),
  ];
}
