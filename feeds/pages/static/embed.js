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
.planned::before{border-color:var(--plan)}`);
const make=(tag,text,more)=>{
const made=Object.assign(document.createElement(tag),more);
if(text)made.textContent=text;
return made};
customElements.define('story-timeline',class extends HTMLElement{
connectedCallback(){
const get=name=>this.getAttribute(name),url=new URL(get('src'),document.baseURI);
for(const name of ['from','to','tag'])if(get(name))url.searchParams.set(name,get(name));
const root=this.shadowRoot||this.attachShadow({mode:'open'});
root.adoptedStyleSheets=[sheet];
root.replaceChildren(make('slot'));
const show=data=>{
const events=get('order')=='oldest'?data.events:data.events.reverse(),list=make('ol');
for(const event of events.slice(0,get('limit')||events.length)){
const row=make('li',0,{className:event.status}),head=make('h3'),when=make('small',event.display_date);
if(event.status!='happened')when.append(make('b',event.status));
head.append(make('a',event.title,{href:event.url}));
row.append(when,head);
if(event.summary!=event.title)row.append(make('p',event.summary));
list.append(row)}
const box=make('div',0,{className:get('theme')||'',lang:data.story.language,dir:'auto'});
box.append(list,make('a',data.story.title,{href:data.story.url}));
root.replaceChildren(box)};
const load=async()=>{
const answer=await fetch(url,{cache:'no-cache'}).catch(()=>0);
if(answer.ok)show(await answer.json())};
const poll=()=>{clearInterval(this.timer);this.timer=setInterval(load,6e4)};
load();
poll();
this.source=new EventSource(new URL('stream',url));
this.source.addEventListener('ready',()=>clearInterval(this.timer));
for(const kind of ['added','changed','withdrawn'])this.source.addEventListener(kind,()=>{clearTimeout(this.wait);this.wait=setTimeout(load,50)});
this.source.onerror=poll}
disconnectedCallback(){this.source.close();clearInterval(this.timer)}});
