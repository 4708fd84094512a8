// <story-timeline src="…/timeline.json" from to tag limit order theme>: a story as a list in any page.
// What stands inside is shown until the timeline is there. Styled by a constructed sheet, which a
// host's Content-Security-Policy lets pass.
const dark='--mark:#ff8d7e;--plan:#f1ba6c;--soft:#a5a9b1;--paper:#14161a;--ink:#e9e6e0;--line:#363b43';
const sheet=new CSSStyleSheet();
sheet.replaceSync(`:host{display:block}
div{--mark:#9c2f24;--plan:#7a4a00;--soft:#5a5d64;--paper:#fff;--ink:#1c1d20;--line:#dbd6cb;color:var(--ink);background:var(--paper);padding:1rem;line-height:1.5;overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){div:not(.light){${dark}}}
.dark{${dark}}
ol{list-style:none;margin:0;padding:0}
h3,p{margin:0 0 .2rem;font-size:1em}
small{color:var(--soft)}
b{color:var(--plan);margin-inline-start:.4em}
a{color:inherit}
li{border-inline-start:2px solid var(--line);padding:0 1.1rem 1rem;margin-inline-start:.4rem;position:relative}
li::before{content:"";position:absolute;inset-inline-start:-.4rem;top:.35rem;width:.7rem;height:.7rem;border-radius:50%;box-sizing:border-box;border:2px solid var(--mark);background:var(--mark)}
.planned::before,.claimed::before,.called::before{background:var(--paper)}
.planned::before{border-color:var(--plan)}
[role]{position:absolute;opacity:0;pointer-events:none}`);
const make=(tag,text,more)=>{
const made=Object.assign(document.createElement(tag),more);
if(text)made.textContent=text;
return made};
customElements.define('story-timeline',class extends HTMLElement{
connectedCallback(){
const get=name=>this.getAttribute(name),url=new URL(get('src'),document.baseURI);
for(const name of ['from','to','tag','limit','order']){
const value=get(name)||{limit:30,order:'newest'}[name];
if(value)url.searchParams.set(name,value)}
const root=this.shadowRoot||this.attachShadow({mode:'open'}),list=make('ol'),note=make('p',0,{role:'status'});
root.adoptedStyleSheets=[sheet];
root.replaceChildren(make('slot'));
let box,revision,timer,source;
const show=data=>{
const old=new Map([...list.children].map(row=>[row.id,row])),events=get('order')=='oldest'?data.events:data.events.reverse();
let news;
const rows=events.slice(0,get('limit')||30).map(event=>{
const row=make('li',0,{id:event.unique_id,className:event.status}),head=make('h3',0,{dir:'auto'}),when=make('small',event.display_date);
if(event.status!='happened')when.append(make('b',event.display_status));
head.append(make('a',event.title,{href:event.url}));
row.append(when,head);
if(!(event.title+'.').startsWith(event.summary))row.append(make('p',event.summary,{dir:'auto'}));
row.append(make('small',[...new Set(event.sources.map(one=>one.publisher))].join(', ')));
const mine=old.get(row.id);
if(mine?.isEqualNode(row))return mine;
news=news||event.title;
return row});
// what stays is not touched, so that nobody loses his place
for(const row of old.values())if(!rows.includes(row))row.remove();
rows.forEach((row,at)=>list.children[at]==row||list.insertBefore(row,list.children[at]));
if(box)note.textContent=news;
else{
box=make('div',0,{className:get('theme')||'',lang:data.story.language});
box.append(list,make('a',data.story.title,{href:data.story.url}),note);
root.replaceChildren(box)}
revision=data.story.revision};
const load=async()=>{
const answer=await fetch(url,{cache:'no-cache'}).catch(()=>0);
if(answer.ok)show(await answer.json())};
// the stream says where the story is; after a minute of silence the component asks
const wait=()=>{clearTimeout(timer);timer=setTimeout(()=>{load();wait()},6e4)};
(this.listen=()=>{
this.close();
if(document.hidden)return;
wait();
source=new EventSource(new URL('stream',url));
source.addEventListener('ready',e=>{wait();if(box&&JSON.parse(e.data).revision!=revision)load()})});
this.close=()=>{source?.close();clearTimeout(timer)};
load();
this.listen();
document.addEventListener('visibilitychange',this.listen)}
disconnectedCallback(){this.close();document.removeEventListener('visibilitychange',this.listen)}});
