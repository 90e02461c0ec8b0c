//! Things done by several threads at the same time.

use std::sync::atomic::{AtomicUsize, Ordering};

use tantivy::Executor;

/// What `task` makes of each of `things`, in their order. The thread that asks does its share: it is awake already, and where the others of `executor` are
/// busy it does all.
pub(crate) fn side_by_side<'t, A: Sync, R: Send>(executor: &Executor, things: &'t [A], task: impl Fn(&'t A) -> R + Sync) -> Vec<R> {
    let Executor::ThreadPool(pool) = executor else { return things.iter().map(task).collect() };
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(at) else { return done };
            done.push((at, task(thing)));
        }
    };
    let threads = pool.current_num_threads().min(things.len()).max(1);
    let mut shares: Vec<Vec<(usize, R)>> = std::iter::repeat_with(Vec::new).take(threads - 1).collect();
    let mut done = pool.in_place_scope(|scope| {
        let work = &work;
        shares.iter_mut().for_each(|share| scope.spawn(move |_| *share = work()));
        work()
    });
    done.extend(shares.into_iter().flatten());
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, done)| done).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn each_is_done_once_and_told_in_its_place() {
        let several = Executor::multi_thread(3, "side-by-side-").unwrap();
        let things: Vec<usize> = (0..1_000).collect();
        for count in [0, 1, 2, 1_000] {
            for executor in [&Executor::single_thread(), &several] {
                let done = side_by_side(executor, &things[..count], |thing| thing * 2);
                assert_eq!(done, (0..count).map(|thing| thing * 2).collect::<Vec<usize>>(), "{count} things");
            }
        }
    }

    #[test]
    fn the_thread_that_asks_does_its_share() {
        let several = Executor::multi_thread(2, "side-by-side-").unwrap();
        // Nobody goes on before both have come: neither can do both.
        let both = Barrier::new(2);
        let by = side_by_side(&several, &[(), ()], |()| {
            both.wait();
            std::thread::current().id()
        });
        assert_eq!(by.iter().collect::<HashSet<_>>().len(), 2);
        assert!(by.contains(&std::thread::current().id()));
    }
}
