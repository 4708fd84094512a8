const note=document.querySelector('.live'),words=note.dataset;
// a copy button for each piece of code, once they are unfolded; without script the text can be selected
const codes=document.querySelector('.tools details');
codes.addEventListener('toggle',()=>{
for(const code of codes.querySelectorAll('pre')){
const button=document.createElement('button');
button.type='button';button.textContent=words.copy;
button.onclick=async()=>{
try{await navigator.clipboard.writeText(code.textContent)}
catch{getSelection().selectAllChildren(code);document.execCommand('copy')}
button.textContent=words.copied};
code.after(button)}},{once:true});
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
words.revision=page.querySelector('.live').dataset.revision;
if(list.isEqualNode(next))return;
const seen=[...document.querySelectorAll('article')].find(e=>e.getBoundingClientRect().bottom>0);
const top=seen?.getBoundingClientRect().top;
for(const id of ['facts','overview']){const a=document.getElementById(id),b=page.getElementById(id);if(a&&b&&!a.isEqualNode(b))a.replaceWith(b)}
for(const e of list.querySelectorAll('.new'))e.classList.remove('new');
sync(list,next);
if(seen?.isConnected&&scrollY>0)scrollBy(0,seen.getBoundingClientRect().top-top);
// what is new is named, and led to
const fresh=list.querySelector('.new'),row=fresh?.querySelector('.events>li')||fresh,link=row?.querySelector('h4 a').cloneNode(true);
note.textContent=words.words+' ';
if(link){link.href='#'+row.id;note.append(link)}
clearTimeout(note.wait);note.wait=setTimeout(()=>note.textContent='',12e3)};
// a stream that says where the story is, every few seconds; after a minute of silence the page asks
let source,timer;
const wait=()=>{clearTimeout(timer);timer=setTimeout(()=>{refresh();wait()},6e4)};
// browsers open six connections to a host: only pages that are looked at hold one
const listen=()=>{
source?.close();clearTimeout(timer);
if(document.hidden)return;
wait();
source=new EventSource(words.stream);
source.addEventListener('ready',e=>{wait();if(JSON.parse(e.data).revision!=words.revision)refresh()})};
// a page is painted first
document.addEventListener('visibilitychange',listen);addEventListener('load',()=>setTimeout(listen));
