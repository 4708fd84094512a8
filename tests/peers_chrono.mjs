// chrono-node's dates of documents as TIMEX3: JSON Lines in, JSON Lines out, as `timeline tag`.
//   npm i chrono-node; node tests/peers_chrono.mjs < DOCUMENTS.jsonl > ANSWERS.jsonl
// A date is as exact as the parts chrono says it knows; a weekday is the last one.
import * as chrono from 'chrono-node'
import { createInterface } from 'node:readline'

const two = (number) => String(number).padStart(2, '0')

function value(found) {
  const [year, month, day] = ['year', 'month', 'day'].map((part) => found.get(part))
  if (found.isCertain('hour')) {
    return `${year}-${two(month)}-${two(day)}T${two(found.get('hour'))}:${two(found.get('minute'))}`
  }
  if (found.isCertain('day') || found.isCertain('weekday')) {
    return `${year}-${two(month)}-${two(day)}`
  }
  return found.isCertain('month') ? `${year}-${two(month)}` : `${year}`
}

const cut = /^(?:on|in|at|by|the|of|to|and|for|from|until|since)\s+/i
for await (const line of createInterface({ input: process.stdin })) {
  const { doc_id, dct, text } = JSON.parse(line)
  const timexes = chrono.parse(text, new Date(`${dct}T12:00:00`)).map((one) => {
    const said = one.text.replace(cut, '')
    const start = one.index + one.text.length - said.length
    const written = value(one.start)
    const type = written.includes('T') ? 'TIME' : 'DATE'
    return { start, end: one.index + one.text.length, text: said, type, value: written }
  })
  console.log(JSON.stringify({ doc_id, timexes }))
}
