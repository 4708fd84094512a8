// Readers, parsers and validators of others: `node judges.mjs NAME`, JSON on standard input,
// JSON on standard output. Their packages are in package.json beside this file.
import {createRequire} from 'node:module';
import {Readable} from 'node:stream';

const require = createRequire(import.meta.url);

const day = (value) => new Date(value).toISOString();
const item = (id, title, link, published) => ({id, title, link, published: published && day(published)});

// The text of a feed -> its items, as each parser sees them.
const PARSERS = {
	async 'rss-parser'(text) {
		const Parser = require('rss-parser');
		const feed = await new Parser().parseString(text);
		return feed.items.map((own) => item(own.guid ?? own.id, own.title, own.link, own.isoDate));
	},
	async feedsmith(text) {
		const {parseFeed} = await import('feedsmith');
		const {feed} = parseFeed(text);
		return (feed.items ?? feed.entries ?? []).map((own) =>
			item(
				own.guid?.value ?? own.id,
				typeof own.title === 'string' ? own.title : own.title?.value,
				own.link ?? own.url ?? own.links?.find((link) => link.rel === 'alternate')?.href,
				own.pubDate ?? own.published ?? own.date_published,
			),
		);
	},
	async '@extractus/feed-extractor'(text) {
		const {extractFromXml, extractFromJson} = await import('@extractus/feed-extractor');
		const feed = text.startsWith('{') ? extractFromJson(text) : extractFromXml(text);
		return feed.entries.map((own) => item(own.id, own.title, own.link, own.published));
	},
	async '@rowanmanning/feed-parser'(text) {
		const {parseFeed} = require('@rowanmanning/feed-parser');
		return parseFeed(text).items.map((own) => item(own.id, own.title, own.url, own.published));
	},
	feedparser(text) {
		const FeedParser = require('feedparser');
		return new Promise((resolve, reject) => {
			const found = [];
			const parser = new FeedParser();
			parser.on('error', reject);
			parser.on('readable', () => {
				for (let own = parser.read(); own; own = parser.read()) {
					found.push(item(own.guid, own.title, own.link, own.pubdate));
				}
			});
			parser.on('end', () => resolve(found));
			Readable.from([text]).pipe(parser);
		});
	},
};

const JUDGES = {
	// {format: text} -> {parser: {format: [item] or the error's message}}
	async feeds(texts) {
		const found = {};
		for (const [name, parse] of Object.entries(PARSERS)) {
			found[name] = {};
			for (const [format, text] of Object.entries(texts)) {
				found[name][format] = await parse(text).catch((error) => `error: ${error.message}`);
			}
		}
		return found;
	},
	// iCalendar text -> {parser: [{uid, summary, start, end, status, sequence}]}; a whole day is
	// its date, a moment is UTC.
	async calendars(text) {
		const {default: ICAL} = await import('ical.js');
		const calendar = new ICAL.Component(ICAL.parse(text));
		for (const zone of calendar.getAllSubcomponents('vtimezone')) {
			ICAL.TimezoneService.register(zone);
		}
		const when = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
		const first = calendar.getAllSubcomponents('vevent').map((own) => {
			const event = new ICAL.Event(own);
			return {
				uid: event.uid,
				summary: event.summary,
				start: when(event.startDate),
				end: when(event.endDate),
				status: own.getFirstPropertyValue('status'),
				sequence: event.sequence,
			};
		});
		const nodeIcal = require('node-ical');
		const local = (time) =>
			time.dateOnly
				? [time.getFullYear(), time.getMonth() + 1, time.getDate()]
						.map((part) => String(part).padStart(2, '0'))
						.join('-')
				: time.toISOString();
		const second = Object.values(nodeIcal.sync.parseICS(text))
			.filter((own) => own.type === 'VEVENT')
			.map((own) => ({
				uid: own.uid,
				summary: own.summary,
				start: local(own.start),
				end: local(own.end),
				status: own.status,
				sequence: Number(own.sequence),
			}));
		return {'ical.js': first, 'node-ical': second};
	},
	// [text] -> [null, or why it is no EDTF]
	async edtf(texts) {
		const {default: edtf} = await import('edtf');
		return texts.map((text) => {
			try {
				edtf(text, {level: 1});
				return null;
			} catch (error) {
				return String(error.message).split('\n')[0];
			}
		});
	},
	// {schema, document} -> what ajv dislikes
	async ajv({schema, document}) {
		const {default: Ajv} = await import('ajv/dist/2020.js');
		const {default: addFormats} = await import('ajv-formats');
		const ajv = new Ajv({allErrors: true, strict: true, strictRequired: false});
		addFormats(ajv);
		const validate = ajv.compile(schema);
		validate(document);
		return validate.errors ?? [];
	},
};

let input = '';
for await (const chunk of process.stdin) {
	input += chunk;
}
process.stdout.write(JSON.stringify(await JUDGES[process.argv[2]](JSON.parse(input))));
