//! Points, boxes and matrices.
//!
//! After this: everything on a page stands in the coordinates a reader sees, in points from the upper left corner, `y`
//! growing downwards.

/// A matrix of PDF: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix {
    pub(super) a: f32,
    pub(super) b: f32,
    pub(super) c: f32,
    pub(super) d: f32,
    pub(super) e: f32,
    pub(super) f: f32,
}

impl Matrix {
    pub(super) const IDENTITY: Self = Self { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    pub(super) fn new(numbers: [f32; 6]) -> Self {
        let [a, b, c, d, e, f] = numbers;
        Self { a, b, c, d, e, f }
    }

    pub(super) fn shift(x: f32, y: f32) -> Self {
        Self { e: x, f: y, ..Self::IDENTITY }
    }

    /// First `self`, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e: self.e * next.a + self.f * next.c + next.e,
            f: self.e * next.b + self.f * next.d + next.f,
        }
    }

    pub(super) fn apply(self, x: f32, y: f32) -> (f32, f32) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    /// The box that holds the turned `area`.
    pub(super) fn apply_area(self, area: Area) -> Area {
        let corners = [(area.left, area.top), (area.right, area.top), (area.left, area.bottom), (area.right, area.bottom)];
        corners.into_iter().fold(Area::NOTHING, |all, (x, y)| {
            let (x, y) = self.apply(x, y);
            all.with(x, y)
        })
    }

    pub(super) fn is_finite(self) -> bool {
        [self.a, self.b, self.c, self.d, self.e, self.f].iter().all(|number| number.is_finite() && number.abs() < 1e7)
    }
}

/// A box with upright sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl Area {
    /// Holds no point.
    pub(super) const NOTHING: Self = Self { left: f32::INFINITY, top: f32::INFINITY, right: f32::NEG_INFINITY, bottom: f32::NEG_INFINITY };

    pub(super) fn with(self, x: f32, y: f32) -> Self {
        Self { left: self.left.min(x), top: self.top.min(y), right: self.right.max(x), bottom: self.bottom.max(y) }
    }

    pub(super) fn join(self, other: Self) -> Self {
        Self { left: self.left.min(other.left), top: self.top.min(other.top), right: self.right.max(other.right), bottom: self.bottom.max(other.bottom) }
    }

    pub(super) fn cut(self, other: Self) -> Self {
        Self { left: self.left.max(other.left), top: self.top.max(other.top), right: self.right.min(other.right), bottom: self.bottom.min(other.bottom) }
    }

    pub(super) fn width(self) -> f32 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f32 {
        self.bottom - self.top
    }

    pub(super) fn is_empty(self) -> bool {
        self.right < self.left || self.bottom < self.top
    }

    pub(super) fn holds(self, x: f32, y: f32) -> bool {
        x >= self.left && x <= self.right && y >= self.top && y <= self.bottom
    }

    pub(super) fn grown(self, by: f32) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }
}

/// From the page's own coordinates to what a viewer shows of `shown` turned clockwise by `quarters` right angles, and the
/// size of it.
pub(super) fn view(shown: Area, quarters: u8) -> (Matrix, f32, f32) {
    // Here `top` is the smaller y: the page's own coordinates grow upwards.
    let (left, low, right, high) = (shown.left, shown.top, shown.right, shown.bottom);
    let (width, height) = (shown.width(), shown.height());
    match quarters {
        1 => (Matrix::new([0.0, 1.0, 1.0, 0.0, -low, -left]), height, width),
        2 => (Matrix::new([-1.0, 0.0, 0.0, 1.0, right, -low]), width, height),
        3 => (Matrix::new([0.0, -1.0, -1.0, 0.0, high, right]), height, width),
        _ => (Matrix::new([1.0, 0.0, 0.0, -1.0, -left, high]), width, height),
    }
}

/// Turns a page of `width` and `height` as it is seen so that text which runs in direction `quarters` (0 to the right, 1
/// downwards, 2 to the left, 3 upwards) runs to the right, and the way back.
pub(super) fn upright(quarters: u8, width: f32, height: f32) -> (Matrix, Matrix) {
    let turn = |numbers| Matrix::new(numbers);
    match quarters {
        // Downwards becomes to the right: (x, y) → (y, width − x).
        1 => (turn([0.0, -1.0, 1.0, 0.0, 0.0, width]), turn([0.0, 1.0, -1.0, 0.0, width, 0.0])),
        2 => (turn([-1.0, 0.0, 0.0, -1.0, width, height]), turn([-1.0, 0.0, 0.0, -1.0, width, height])),
        // Upwards becomes to the right: (x, y) → (height − y, x).
        3 => (turn([0.0, 1.0, -1.0, 0.0, height, 0.0]), turn([0.0, -1.0, 1.0, 0.0, 0.0, height])),
        _ => (Matrix::IDENTITY, Matrix::IDENTITY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_turned_as_a_viewer_turns_them() {
        let shown = Area { left: 10.0, top: 20.0, right: 110.0, bottom: 220.0 };
        let corner = (10.0, 20.0);
        let cases = [
            (0, (0.0, 200.0), "lower left stays"),
            (1, (0.0, 0.0), "clockwise: upper left"),
            (2, (100.0, 0.0), "upper right"),
            (3, (200.0, 100.0), "lower right"),
        ];
        for (quarters, seen, why) in cases {
            assert_eq!(view(shown, quarters).0.apply(corner.0, corner.1), seen, "{why}");
        }
        for quarters in 0..4 {
            let (there, back) = upright(quarters, 100.0, 200.0);
            let (x, y) = there.apply(30.0, 40.0);
            assert_eq!(back.apply(x, y), (30.0, 40.0));
            let step = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)][usize::from(quarters)];
            let (to_x, to_y) = there.apply(30.0 + step.0, 40.0 + step.1);
            assert_eq!((to_x - x, to_y - y), (1.0, 0.0), "text runs to the right");
        }
    }
}
