const note=document.querySelector('.live'),secret=(location.hash.match(/secret=([\w-]+)/)||[])[1];
const tell=()=>parent!==window&&parent.postMessage({message:'height',value:Math.ceil(document.documentElement.getBoundingClientRect().height),secret},'*');
tell();addEventListener('load',tell);new ResizeObserver(tell).observe(document.body);
const refresh=async()=>{
const answer=await fetch(location.href,{cache:'no-cache'}).catch(()=>0);
if(!answer.ok)return;
const page=new DOMParser().parseFromString(await answer.text(),'text/html'),list=document.getElementById('timeline'),next=page.getElementById('timeline');
if(list.isEqualNode(next))return;
const had=new Set([...list.children].map(e=>e.id)),seen=[...list.children].find(e=>e.getBoundingClientRect().bottom>0),top=seen?.getBoundingClientRect().top;
for(const e of next.children){const mine=document.getElementById(e.id);if(mine&&mine.isEqualNode(e))e.replaceWith(mine);else if(!had.has(e.id))e.classList.add('new')}
list.replaceChildren(...next.children);
if(seen?.isConnected&&scrollY>0)scrollBy(0,seen.getBoundingClientRect().top-top);
note.textContent=note.dataset.words;setTimeout(()=>note.textContent='',8e3)};
let timer=setInterval(refresh,6e4);
if(note.dataset.stream){
const source=new EventSource(note.dataset.stream);
source.addEventListener('ready',()=>clearInterval(timer));
for(const kind of ['added','changed','withdrawn'])source.addEventListener(kind,()=>setTimeout(refresh,50));
source.onerror=()=>{clearInterval(timer);timer=setInterval(refresh,6e4)}}
