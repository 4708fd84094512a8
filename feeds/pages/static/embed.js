// <story-timeline src="…/timeline.json" from to tag limit theme order>: a story as a list in any page
const css=`:host{display:block;--m:#9c2f24;--p:#7a4a00;--s:#5a5d64;--b:#fff;--i:#1c1d20;--l:#dbd6cb;font-family:system-ui,sans-serif;line-height:1.5;color:var(--i);background:var(--b)}
.dark{--m:#ff8d7e;--p:#f1ba6c;--s:#a5a9b1;--b:#14161a;--i:#e9e6e0;--l:#363b43}
div{color:var(--i);background:var(--b);padding:1rem}ol{list-style:none;margin:0;padding:0}h3,p{margin:0 0 .2rem;font-size:1em}small{color:var(--s)}b{color:var(--p)}a{color:inherit}
li{border-inline-start:2px solid var(--l);padding:0 1.1rem 1rem;position:relative}li::before{content:"";position:absolute;inset-inline-start:-.4rem;top:.35rem;width:.7rem;height:.7rem;border-radius:50%;background:var(--m)}
.planned::before{background:var(--b);outline:2px solid var(--p)}`;
const make=(tag,text,more)=>Object.assign(document.createElement(tag),text?{textContent:text}:0,more);
customElements.define('story-timeline',class extends HTMLElement{
connectedCallback(){
const url=new URL(this.getAttribute('src'),document.baseURI);
for(const name of ['from','to','tag'])if(this.hasAttribute(name))url.searchParams.set(name,this.getAttribute(name));
this.root=this.shadowRoot||this.attachShadow({mode:'open'});
this.root.innerHTML='<slot></slot>';
const load=async()=>{
const answer=await fetch(url,{cache:'no-cache'}).catch(()=>0);
if(answer.ok)this.show(await answer.json())};
load();
const poll=()=>{clearInterval(this.timer);this.timer=setInterval(load,6e4)};
poll();
this.source=new EventSource(new URL('stream',url));
this.source.addEventListener('ready',()=>clearInterval(this.timer));
for(const kind of ['added','changed','withdrawn'])this.source.addEventListener(kind,()=>{clearTimeout(this.wait);this.wait=setTimeout(load,50)});
this.source.onerror=poll}
disconnectedCallback(){this.source.close();clearInterval(this.timer)}
show(data){
const theme=this.getAttribute('theme')||(matchMedia('(prefers-color-scheme:dark)').matches?'dark':'');
const list=make('ol'),events=this.getAttribute('order')=='oldest'?data.events:data.events.reverse(),limit=this.getAttribute('limit');
for(const e of limit?events.slice(0,limit):events){
const row=make('li',0,{className:e.status=='planned'?'planned':''}),head=make('h3');
head.append(make('a',e.title,{href:e.url}));
const when=make('small',e.display_date);
row.append(when);
if(e.status!='happened')when.append(' ',make('b',e.status_words||e.status));
row.append(head,make('p',e.summary));
list.append(row)}
const box=make('div',0,{className:theme,lang:data.story.language,dir:'auto'});
box.append(list,make('a',data.story.title,{href:data.story.url}));
this.root.replaceChildren(make('style',css),box)}});
