# A second checker of certificates written only from docs/certificate-format.md, in bare Perl: no module, not even for
# SHA-512 and Ed25519, so that any machine with Perl runs it. It shares no line with the program or the other checker.
#
#   perl checker.pl KEYS.JSON TODAY < texts
#
# answers each line that was scanned with what it is worth, and for a record that is ours with what stands in it.

use strict;
use warnings;

my @ITEMS = qw(format key serial initials programme edition minutes first last issued until);
my %IS_TEXT = map { $_ => 1 } qw(serial initials programme);
my %IS_DAY = map { $_ => 1 } qw(first last issued until);
my $LAST_DAY = 2_932_896;    # 31 December 9999

sub refuse { die { verdict => $_[0] } }

# --- What was scanned ---

sub token_of {
    my ($text) = @_;
    $text =~ s{^.*/C/}{}si;
    $text =~ s/^\s+|\s+$//g;
    return $text;
}

sub bytes_of {
    my ($token) = @_;
    refuse('unreadable') if $token !~ /^[A-Za-z2-7]{1,400}\z/;
    my ($held, $bits, $bytes) = (0, 0, '');
    for my $sign (split //, uc $token) {
        $held = $held << 5 | index('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', $sign);
        $bits += 5;
        next if $bits < 8;
        $bits -= 8;
        $bytes .= chr($held >> $bits);
        $held &= (1 << $bits) - 1;
    }
    refuse('unreadable') if $held || !grep { length($token) % 8 == $_ } 0, 2, 4, 5, 7;
    return $bytes;
}

# --- The record ---

sub head_of {
    my ($record, $at) = @_;
    refuse('unreadable') if $at >= length $record;
    my $first = ord substr $record, $at, 1;
    my ($kind, $argument) = ($first >> 5, $first & 31);
    return ($kind, $argument, $at + 1) if $argument < 24;
    refuse('unreadable') if $argument > 27;
    my $size = 1 << ($argument - 24);
    refuse('unreadable') if $at + 1 + $size > length $record;
    my $value = 0;
    $value = $value << 8 | ord for split //, substr $record, $at + 1, $size;
    my $least = (24, 1 << 8, 1 << 16, 1 << 32)[$argument - 24];
    refuse('unreadable') if $value < $least;
    return ($kind, $value, $at + 1 + $size);
}

sub record_of {
    my ($record) = @_;
    my ($kind, $value, $at) = head_of($record, 0);
    refuse('unreadable') if $kind != 4 || $value != @ITEMS;
    my %found;
    for my $name (@ITEMS) {
        ($kind, $value, $at) = head_of($record, $at);
        refuse('unreadable') if $kind != ($IS_TEXT{$name} ? 3 : 0);
        if ($IS_TEXT{$name}) {
            refuse('unreadable') if $value > length($record) - $at;
            my $text = substr $record, $at, $value;
            $at += $value;
            refuse('unreadable') if !is_utf8($text);
            $value = $text;
        }
        refuse('unreadable') if $IS_DAY{$name} && $value > $LAST_DAY;
        $found{$name} = $IS_DAY{$name} ? day_of($value) : $value;
    }
    refuse('unreadable') if $at != length $record || $found{format} != 1;
    return %found;
}

sub is_utf8 {
    my ($bytes) = @_;
    return $bytes =~ /\A(?:[\x00-\x7F]|[\xC2-\xDF][\x80-\xBF]|\xE0[\xA0-\xBF][\x80-\xBF]
        |[\xE1-\xEC\xEE\xEF][\x80-\xBF]{2}|\xED[\x80-\x9F][\x80-\xBF]|\xF0[\x90-\xBF][\x80-\xBF]{2}
        |[\xF1-\xF3][\x80-\xBF]{3}|\xF4[\x80-\x8F][\x80-\xBF]{2})*\z/x;
}

sub day_of {    # of the number of days since 1970, by the calendar that has a leap year every four, but ...
    my ($days) = @_;
    my $year = 1970;
    my $long = sub { $_[0] % 4 == 0 && ($_[0] % 100 != 0 || $_[0] % 400 == 0) };
    while ($days >= 365 + $long->($year)) { $days -= 365 + $long->($year); $year++ }
    my @months = (31, 28 + $long->($year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);
    my $month = 0;
    $days -= $months[$month++] while $days >= $months[$month];
    return sprintf '%04d-%02d-%02d', $year, $month + 1, $days + 1;
}

# --- What it is worth ---

sub worth {
    my ($text, $facts, $today) = @_;
    my $bytes = bytes_of(token_of($text));
    refuse('unreadable') if length $bytes < 65;
    my ($packed, $signature) = (substr($bytes, 0, -64), substr $bytes, -64);
    my %record = record_of($packed);
    my ($key) = grep { $_->{id} == $record{key} } @{$facts->{keys}};
    refuse('unknown key') if !$key;
    refuse('not ours') if !is_signed(pack('H*', $key->{public}), "PDO certificate 1\n$packed", $signature);
    my $until = $key->{until};
    refuse('key not in use') if $record{issued} lt $key->{since} || $until && $record{issued} gt $until;
    my $withdrawn = $facts->{not_valid}{$record{serial}};
    return ($withdrawn ? $withdrawn->{state} : $today gt $record{until} ? 'expired' : 'valid', %record);
}

# --- SHA-512 (FIPS 180-4) ---

my @START = map { hex8($_) } qw(
  6a09e667f3bcc908 bb67ae8584caa73b 3c6ef372fe94f82b a54ff53a5f1d36f1 510e527fade682d1 9b05688c2b3e6c1f
  1f83d9abfb41bd6b 5be0cd19137e2179);
my @ROUNDS = map { hex8($_) } qw(
  428a2f98d728ae22 7137449123ef65cd b5c0fbcfec4d3b2f e9b5dba58189dbbc 3956c25bf348b538 59f111f1b605d019 923f82a4af194f9b
  ab1c5ed5da6d8118 d807aa98a3030242 12835b0145706fbe 243185be4ee4b28c 550c7dc3d5ffb4e2 72be5d74f27b896f 80deb1fe3b1696b1
  9bdc06a725c71235 c19bf174cf692694 e49b69c19ef14ad2 efbe4786384f25e3 0fc19dc68b8cd5b5 240ca1cc77ac9c65 2de92c6f592b0275
  4a7484aa6ea6e483 5cb0a9dcbd41fbd4 76f988da831153b5 983e5152ee66dfab a831c66d2db43210 b00327c898fb213f bf597fc7beef0ee4
  c6e00bf33da88fc2 d5a79147930aa725 06ca6351e003826f 142929670a0e6e70 27b70a8546d22ffc 2e1b21385c26c926 4d2c6dfc5ac42aed
  53380d139d95b3df 650a73548baf63de 766a0abb3c77b2a8 81c2c92e47edaee6 92722c851482353b a2bfe8a14cf10364 a81a664bbc423001
  c24b8b70d0f89791 c76c51a30654be30 d192e819d6ef5218 d69906245565a910 f40e35855771202a 106aa07032bbd1b8 19a4c116b8d2d0c8
  1e376c085141ab53 2748774cdf8eeb99 34b0bcb5e19b48a8 391c0cb3c5c95a63 4ed8aa4ae3418acb 5b9cca4f7763e373 682e6ff3d6b2b8a3
  748f82ee5defb2fc 78a5636f43172f60 84c87814a1f0ab72 8cc702081a6439ec 90befffa23631e28 a4506cebde82bde9 bef9a3f7b2c67915
  c67178f2e372532b ca273eceea26619c d186b8c721c0c207 eada7dd6cde0eb1e f57d4f7fee6ed178 06f067aa72176fba 0a637dc5a2c898a6
  113f9804bef90dae 1b710b35131c471b 28db77f523047d84 32caab7b40c72493 3c9ebe0a15c9bebc 431d67c49c100d4c 4cc5d4becb3e42b6
  597f299cfc657e2a 5fcb6fab3ad6faec 6c44198c4a475817);

sub hex8 { unpack 'Q>', pack 'H16', $_[0] }

sub turned { my ($word, $by) = @_; return $word >> $by | $word << 64 - $by }

sub sha512 {
    my ($message) = @_;
    my @state = @START;
    my $bits = 8 * length $message;
    $message .= "\x80" . "\0" x ((111 - length $message) % 128) . pack 'Q>2', 0, $bits;
    for my $block (unpack '(a128)*', $message) {
        my @words = unpack 'Q>16', $block;
        for my $n (16 .. 79) {
            my ($far, $near) = @words[$n - 15, $n - 2];
            my $one = turned($far, 1) ^ turned($far, 8) ^ $far >> 7;
            my $other = turned($near, 19) ^ turned($near, 61) ^ $near >> 6;
            push @words, plus($words[$n - 16], $one, $words[$n - 7], $other);
        }
        my ($a, $b, $c, $d, $e, $f, $g, $h) = @state;
        for my $n (0 .. 79) {
            my $one = plus($h, turned($e, 14) ^ turned($e, 18) ^ turned($e, 41), $e & $f ^ ~$e & $g, $ROUNDS[$n], $words[$n]);
            my $other = plus(turned($a, 28) ^ turned($a, 34) ^ turned($a, 39), $a & $b ^ $a & $c ^ $b & $c);
            ($a, $b, $c, $d, $e, $f, $g, $h) = (plus($one, $other), $a, $b, $c, plus($d, $one), $e, $f, $g);
        }
        my @new = ($a, $b, $c, $d, $e, $f, $g, $h);
        @state = map { plus($state[$_], $new[$_]) } 0 .. 7;
    }
    return pack 'Q>8', @state;
}

sub plus { use integer; my $sum = 0; $sum += $_ for @_; return unpack 'Q', pack 'q', $sum }

# --- Ed25519 (RFC 8032, 5.1.7): numbers are sixteen limbs of sixteen bits, the lowest first ---

sub limbs { my ($hex) = @_; return [unpack 'v16', reverse pack 'H*', $hex] }

my $ZERO = limbs('00' x 32);
my $ONE = limbs('00' x 31 . '01');
my $ORDER = limbs('1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed');
my $D = limbs('52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3');
my $ROOT = limbs('2b8324804fc1df0b2b4d00993dfbd7a72f431806ad2fe478c4ee1b274a0ea0b0');    # of minus one
my $BASE = '5866666666666666666666666666666666666666666666666666666666666666';

sub carried {
    use integer;
    my @n = @_;
    for (1, 2) {
        for my $i (0 .. 15) {
            my $over = $n[$i] >> 16;
            $n[$i] -= $over << 16;
            $i < 15 ? ($n[$i + 1] += $over) : ($n[0] += 38 * $over);
        }
    }
    return \@n;
}

sub total { use integer; my ($a, $b) = @_; return carried(map { $a->[$_] + $b->[$_] } 0 .. 15) }

sub minus { use integer; my ($a, $b) = @_; return carried(map { $a->[$_] - $b->[$_] } 0 .. 15) }

sub product {
    use integer;
    my ($a, $b) = @_;
    my @n = (0) x 32;
    for my $i (0 .. 15) {
        my $each = $a->[$i] or next;
        $n[$i + $_] += $each * $b->[$_] for 0 .. 15;
    }
    return carried(map { $n[$_] + 38 * $n[$_ + 16] } 0 .. 15);
}

sub power {    # by an exponent of which all bits are set but some of the lowest
    my ($a, $length, @unset) = @_;
    my $found = $ONE;
    for my $bit (reverse 0 .. $length - 1) {
        $found = product($found, $found);
        $found = product($found, $a) if !grep { $_ == $bit } @unset;
    }
    return $found;
}

sub packed {    # the one number below 2^255 - 19, in 32 bytes
    use integer;
    my @n = @{carried(@{carried(@{$_[0]})})};
    for (1, 2) {
        my @m = @n;
        $m[0] -= 0xffed;
        for my $i (1 .. 15) {
            $m[$i] -= ($i < 15 ? 0xffff : 0x7fff) - ($m[$i - 1] >> 16);
            $m[$i - 1] &= 0xffff;
        }
        @n = @m if $m[15] >= 0;
    }
    return pack 'v16', @n;
}

sub is_same { return packed($_[0]) eq packed($_[1]) }

# Points as X, Y, Z, T; the sum of two of them.
sub joined {
    my ($p, $q) = @_;
    my $a = product(minus($p->[1], $p->[0]), minus($q->[1], $q->[0]));
    my $b = product(total($p->[0], $p->[1]), total($q->[0], $q->[1]));
    my $c = product(product($p->[3], $q->[3]), total($D, $D));
    my $d = product($p->[2], total($q->[2], $q->[2]));
    my ($e, $f, $g, $h) = (minus($b, $a), minus($d, $c), total($d, $c), total($b, $a));
    return [product($e, $f), product($g, $h), product($f, $g), product($e, $h)];
}

sub point_of {    # nothing when the bytes are no point
    my ($bytes) = @_;
    my $odd = ord(substr $bytes, 31) >> 7;
    my $y = [unpack 'v16', $bytes];
    $y->[15] &= 0x7fff;
    return if packed($y) ne pack 'v16', @$y;
    my $square = product($y, $y);
    my ($u, $v) = (minus($square, $ONE), total(product($square, $D), $ONE));
    my $v3 = product(product($v, $v), $v);
    my $x = product(product($u, $v3), power(product($u, product(product($v3, $v3), $v)), 252, 1));
    my $found = product($v, product($x, $x));
    if (!is_same($found, $u)) {
        return if !is_same($found, minus($ZERO, $u));
        $x = product($x, $ROOT);
    }
    return if $odd && is_same($x, $ZERO);
    $x = minus($ZERO, $x) if (ord(packed($x)) & 1) != $odd;
    return [$x, $y, $ONE, product($x, $y)];
}

sub below_order {    # the rest of a number of bytes, the lowest first, and whether it was smaller to begin with
    use integer;
    my ($bytes) = @_;
    my @rest = (0) x 17;
    my $taken = 0;
    for my $bit (split //, unpack 'B*', reverse $bytes) {
        my $over = $bit;
        for my $i (0 .. 16) { $rest[$i] = $rest[$i] * 2 + $over; $over = $rest[$i] >> 16; $rest[$i] &= 0xffff }
        my ($owed, @less) = (0);
        for my $i (0 .. 16) {
            my $left = $rest[$i] - ($i < 16 ? $ORDER->[$i] : 0) - $owed;
            $owed = $left < 0 ? 1 : 0;
            push @less, $left & 0xffff;
        }
        if (!$owed) { @rest = @less; $taken = 1 }
    }
    return (unpack('b256', pack 'v16', @rest[0 .. 15]), !$taken);
}

sub is_signed {
    my ($public, $message, $signature) = @_;
    my ($start, $scalar) = unpack 'a32 a32', $signature;
    my $key = point_of($public) or return 0;
    my ($s, $is_small) = below_order($scalar);
    return 0 if !$is_small;
    my ($k) = below_order(sha512("$start$public$message"));
    my $base = point_of(pack 'H*', $BASE);
    my $opposite = [minus($ZERO, $key->[0]), $key->[1], $ONE, minus($ZERO, $key->[3])];
    my %added = ('10' => $base, '01' => $opposite, '11' => joined($base, $opposite));
    my $sum = [$ZERO, $ONE, $ONE, $ZERO];
    for my $bit (reverse 0 .. 252) {
        $sum = joined($sum, $sum);
        my $both = substr($s, $bit, 1) . substr $k, $bit, 1;
        $sum = joined($sum, $added{$both}) if $added{$both};
    }
    my $inverse = power($sum->[2], 255, 2, 4);
    my ($x, $y) = map { packed(product($sum->[$_], $inverse)) } 0, 1;
    substr($y, 31, 1) = chr(ord(substr $y, 31, 1) | (ord($x) & 1) << 7);
    return $y eq $start;
}

# --- JSON, as far as the list of keys needs it ---

sub json_of {
    my ($text) = @_;
    if ($$text =~ /\G\s*\{/gc) {
        my %found;
        until ($$text =~ /\G\s*\}/gc) {
            $$text =~ /\G\s*,?\s*"([^"]*)"\s*:/gc or die "no JSON\n";
            my $name = $1;
            $found{$name} = json_of($text);
        }
        return \%found;
    }
    if ($$text =~ /\G\s*\[/gc) {
        my @found;
        until ($$text =~ /\G\s*\]/gc) {
            $$text =~ /\G\s*,/gc;
            push @found, json_of($text);
        }
        return \@found;
    }
    return $1 if $$text =~ /\G\s*"((?:[^"\\]|\\.)*)"/gc || $$text =~ /\G\s*(-?\d+)/gc;
    return undef if $$text =~ /\G\s*null/gc;
    die "no JSON\n";
}

my ($file, $today) = @ARGV;
open my $list, '<', $file or die "$file: $!\n";
my $facts = json_of(\join '', <$list>);
$| = 1;
while (my $line = <STDIN>) {
    my ($verdict, %record) = eval { worth($line, $facts, $today) };
    $verdict = ref $@ ? $@->{verdict} : die $@ if $@;
    print join("\t", $verdict, map { "$_=$record{$_}" } grep { defined $record{$_} } @ITEMS[1 .. $#ITEMS]), "\n";
}
