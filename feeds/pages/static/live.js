const note=document.querySelector('.live'),lang=note.dataset;
// a copy button for each piece of code; without script the text can be selected
for(const area of document.querySelectorAll('textarea')){
const button=document.createElement('button');
button.type='button';button.textContent=lang.copy;
button.onclick=async()=>{area.select();try{await navigator.clipboard.writeText(area.value)}catch{document.execCommand('copy')}button.textContent=lang.copied};
area.parentElement.after(button)}
// bring the keyed children of a to the state of b's, touching only what differs
const sync=(a,b)=>{
const old=new Map([...a.children].map(e=>[e.id||e.tagName,e]));
let at=a.firstElementChild;
for(const fresh of [...b.children]){
const key=fresh.id||fresh.tagName,mine=old.get(key);
old.delete(key);
if(!mine){if(fresh.id)fresh.classList.add('new');a.insertBefore(fresh,at);continue}
if(mine===at)at=at.nextElementSibling;else a.insertBefore(mine,at);
const open=mine.querySelector('article>details[open]');
if(open)fresh.querySelector('details')?.setAttribute('open','');
if(mine.isEqualNode(fresh))continue;
if(fresh.querySelector('li')&&mine.querySelector('li'))sync(mine,fresh);
else{mine.className=fresh.className;mine.replaceChildren(...fresh.childNodes)}}
for(const gone of old.values())gone.remove()};
const refresh=async()=>{
const answer=await fetch(location.href,{cache:'no-cache'}).catch(()=>0);
if(!answer.ok)return;
const page=new DOMParser().parseFromString(await answer.text(),'text/html');
const list=document.getElementById('timeline'),next=page.getElementById('timeline');
if(list.isEqualNode(next))return;
const seen=[...document.querySelectorAll('article')].find(e=>e.getBoundingClientRect().bottom>0);
const top=seen?.getBoundingClientRect().top;
for(const id of ['facts','overview']){const a=document.getElementById(id),b=page.getElementById(id);if(a&&b&&!a.isEqualNode(b))a.replaceWith(b)}
sync(list,next);
if(seen?.isConnected&&scrollY>0)scrollBy(0,seen.getBoundingClientRect().top-top);
note.textContent=lang.words;setTimeout(()=>note.textContent='',8e3)};
let timer;
const poll=on=>{clearInterval(timer);if(on)timer=setInterval(refresh,6e4)};
poll(1);
const source=new EventSource(lang.stream);
let known;
source.addEventListener('ready',e=>{poll(0);if(known&&known!==e.lastEventId)refresh();known=e.lastEventId});
for(const kind of ['added','changed','withdrawn'])source.addEventListener(kind,()=>{clearTimeout(source.wait);source.wait=setTimeout(refresh,50)});
source.onerror=()=>poll(1);
