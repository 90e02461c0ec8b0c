//! Repeals of what a list names: «осы қаулыға қосымшаға сәйкес тізбе бойынша … күші жойылды деп танылсын».

use super::{Clause, NewWording, ParsedOperation, operation, repealed};
use crate::act::{Operation, ProvisionPath};
use crate::amend::context::Context;
use crate::amend::verb::words;

impl Clause<'_> {
    /// What the clause repeals: acts and units that it names, or those of a list, which is told by its annex or by nothing but its name.
    pub(super) fn repeals(&self) -> Vec<ParsedOperation> {
        let listed = if self.cites.is_some() { repealed(self.text, &self.context) } else { Vec::new() };
        if !listed.is_empty() {
            return listed;
        }
        // «осы қаулыға қосымшаға сәйкес … кейбір шешімдерінің күші жойылды деп танылсын»: the annex lists them
        let list = ProvisionPath::from_known("list");
        let enclosed = self.bare.contains("тізбе") && self.bare.contains("Қоса беріліп");
        let annexes = self.annexes();
        let names_unit = self.targets().any(|phrase| !self.is_source(phrase));
        let of_list = |new| vec![ParsedOperation { new, ..operation(Operation::Repeal, &Context::default(), None) }];
        match annexes.first().or(enclosed.then_some(&list)) {
            Some(annex) if !names_unit => of_list(NewWording::AnnexOfThisAct(annex.clone())),
            // the list itself stays: which one is meant is told when the whole act is read
            None if !names_unit && self.cites.is_none() && names_list(&self.bare) => of_list(NewWording::None),
            _ => self.whole(Operation::Repeal),
        }
    }
}

/// «тізбе бойынша», «тізбеге сәйкес»: whether what is repealed is told by a list.
fn names_list(bare: &str) -> bool {
    let mut before = "";
    words(bare).any(|(_, word)| {
        let noun = std::mem::replace(&mut before, word).to_lowercase();
        matches!((noun.as_str(), word), ("тізбе" | "тізбесі", "бойынша") | ("тізбеге" | "тізбесіне", "сәйкес"))
    })
}
