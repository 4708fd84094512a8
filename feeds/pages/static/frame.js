const note=document.querySelector('.live'),words=note.dataset,secret=(location.hash.match(/secret=([\w-]+)/)||[])[1];
const tell=(message,value)=>parent!==window&&parent.postMessage({message,value,secret},'*');
const height=()=>tell('height',Math.ceil(document.documentElement.getBoundingClientRect().height));
height();addEventListener('load',height);new ResizeObserver(height).observe(document.body);
// WordPress opens no window for a frame, but follows a link that the frame tells
if(secret)document.addEventListener('click',e=>{const link=e.target.closest('a');if(link){e.preventDefault();tell('link',link.href)}});
const refresh=async()=>{
const answer=await fetch(location.href,{cache:'no-cache'}).catch(()=>0);
if(!answer.ok)return;
const page=new DOMParser().parseFromString(await answer.text(),'text/html'),list=document.getElementById('timeline'),next=page.getElementById('timeline');
words.revision=page.querySelector('.live').dataset.revision;
if(list.isEqualNode(next))return;
const seen=[...list.children].find(e=>e.getBoundingClientRect().bottom>0),top=seen?.getBoundingClientRect().top;
const mine=new Map([...list.children].map(e=>[e.id,e]));
let news='';
for(const fresh of [...next.children]){
const old=mine.get(fresh.id);
old?.classList.remove('new');
if(old?.isEqualNode(fresh))fresh.replaceWith(old);
else if(!old){fresh.classList.add('new');news=news||' '+fresh.querySelector('h2').textContent}}
list.replaceChildren(...next.children);
if(seen?.isConnected&&scrollY>0)scrollBy(0,seen.getBoundingClientRect().top-top);
note.textContent=words.words+news;clearTimeout(note.wait);note.wait=setTimeout(()=>note.textContent='',12e3)};
// the stream says where the story is; after a minute of silence the page asks
let source,timer;
const wait=()=>{clearTimeout(timer);timer=setTimeout(()=>{refresh();wait()},6e4)};
const listen=()=>{
source?.close();clearTimeout(timer);
if(document.hidden)return;
wait();
if(!words.stream)return;
source=new EventSource(words.stream);
source.addEventListener('ready',e=>{wait();if(JSON.parse(e.data).revision!=words.revision)refresh()})};
// a page is painted first
document.addEventListener('visibilitychange',listen);addEventListener('load',()=>setTimeout(listen));
