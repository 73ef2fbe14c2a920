import asyncio, tempfile, sys, time
from benchmarks.platforms import process
from benchmarks.arrivals import receive
from benchmarks.couriers import Post, work
from benchmarks.guests import guests
from datetime import UTC, datetime, timedelta
async def main():
    n=int(sys.argv[1])
    with tempfile.TemporaryDirectory() as d, process(receive) as (server, port):
        url=f"sqlite:///{d}/d.db"
        async with guests(url, n) as g:
            with process(work, Post("w0",url,port)) as (courier,pid):
                for r in range(3):
                    rate=courier.told("plain",n); server.told("take")
                    t=time.perf_counter()
                    first=(datetime.now(UTC)+timedelta(seconds=3)).replace(microsecond=0)
                    rows=await g.remind(1, first, timedelta(seconds=1))
                    print("planned",rows,time.perf_counter()-t)
                    courier.told("stall")
                    await asyncio.sleep(max(0,first.timestamp()-time.time()))
                    while server.told("count")<rows: await asyncio.sleep(0.2)
                    a=server.told("take")
                    d_=max(x.at for x in a)-first.timestamp()
                    print(f"plain {rate:.0f}/s  ledger {rows/d_:.0f}/s ratio {rows/d_/rate:.2f}, stall", courier.told("stall"), await g.counts())
                courier.told("stop")
if __name__=="__main__": asyncio.run(main())
