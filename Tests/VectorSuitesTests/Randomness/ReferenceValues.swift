// SPDX-License-Identifier: Apache-2.0
import Testing

/// P- and Q-values of seeded sequences (`BitSequence(seed:count:)`), from an independent computation: Python
/// with numpy's FFT, scipy's special functions, and its own Berlekamp-Massey and rank, written from the formulas alone.
///
/// Each line: test, label, P, Q.
struct ReferenceValues: Sendable, CustomTestStringConvertible {
    let seed: UInt64
    let bitCount: Int
    let text: String

    var testDescription: String { "seed \(seed), \(bitCount) bits" }

    /// By test and label.
    var rows: [(name: String, p: Double, q: Double)] {
        text.split(separator: "\n").map { line in
            let fields = line.split(separator: "|", omittingEmptySubsequences: false)
            guard fields.count == 4, let p = Double(fields[2]), let q = Double(fields[3]) else {
                preconditionFailure("'\(line)' is no row")
            }
            return ("\(fields[0])|\(fields[1])", p, q)
        }
    }

    static let all: [ReferenceValues] = [
        ReferenceValues(
            seed: 1, bitCount: 1_000_000,
            text: """
                monobit-frequency||0.730846286092|0.634576856954
                block-frequency|m=10000|0.568588245624|0.568588245624
                poker|m=4|0.279314570945|0.279314570945
                poker|m=8|0.513947213616|0.513947213616
                overlapping-subsequence|m=3 P1|0.147682430477|0.147682430477
                overlapping-subsequence|m=3 P2|0.434482331097|0.434482331097
                overlapping-subsequence|m=5 P1|0.771373866309|0.771373866309
                overlapping-subsequence|m=5 P2|0.976164409496|0.976164409496
                runs-total||0.025490842937|0.987254578532
                runs-distribution||0.960768092430|0.960768092430
                longest-run|m=10000 ones|0.891192413885|0.891192413885
                longest-run|m=10000 zeros|0.382624414379|0.382624414379
                binary-derivative|k=3|0.379400560939|0.189700280469
                binary-derivative|k=7|0.196009493898|0.098004746949
                autocorrelation|d=1|0.025417275380|0.987291362310
                autocorrelation|d=2|0.227817025422|0.886091487289
                autocorrelation|d=8|0.869730627387|0.434865313694
                autocorrelation|d=16|0.246045027793|0.123022513896
                matrix-rank||0.359485926475|0.359485926475
                cumulative-sums|forward|0.951211079773|0.951211079773
                cumulative-sums|backward|0.860450061205|0.860450061205
                approximate-entropy|m=2|0.148314693974|0.148314693974
                approximate-entropy|m=5|0.493556616628|0.493556616628
                linear-complexity|m=500|0.079634760148|0.079634760148
                linear-complexity|m=1000|0.316989541354|0.316989541354
                maurer-universal||0.615276204906|0.307638102453
                discrete-fourier||0.185585341691|0.092792670845
                """),
        ReferenceValues(
            seed: 2, bitCount: 1_000_000,
            text: """
                monobit-frequency||0.745938034231|0.372969017115
                block-frequency|m=10000|0.317719486747|0.317719486747
                poker|m=4|0.853784648114|0.853784648114
                poker|m=8|0.906856364615|0.906856364615
                overlapping-subsequence|m=3 P1|0.985063386998|0.985063386998
                overlapping-subsequence|m=3 P2|0.925534380154|0.925534380154
                overlapping-subsequence|m=5 P1|0.678709842316|0.678709842316
                overlapping-subsequence|m=5 P2|0.256713108170|0.256713108170
                runs-total||0.742991010181|0.628504494910
                runs-distribution||0.766673111925|0.766673111925
                longest-run|m=10000 ones|0.403734746374|0.403734746374
                longest-run|m=10000 zeros|0.614616265986|0.614616265986
                binary-derivative|k=3|0.467225287713|0.766387356144
                binary-derivative|k=7|0.857937209761|0.428968604880
                autocorrelation|d=1|0.742155563696|0.628922218152
                autocorrelation|d=2|0.773346518211|0.386673259106
                autocorrelation|d=8|0.632648844172|0.316324422086
                autocorrelation|d=16|0.036977111422|0.981511444289
                matrix-rank||0.960108123837|0.960108123837
                cumulative-sums|forward|0.766363835851|0.766363835851
                cumulative-sums|backward|0.908156179275|0.908156179275
                approximate-entropy|m=2|0.985054397654|0.985054397654
                approximate-entropy|m=5|0.953224229291|0.953224229291
                linear-complexity|m=500|0.107662014010|0.107662014010
                linear-complexity|m=1000|0.437439447055|0.437439447055
                maurer-universal||0.394696505363|0.802651747319
                discrete-fourier||0.352265327005|0.176132663503
                """),
        ReferenceValues(
            seed: 3, bitCount: 1_000_000,
            text: """
                monobit-frequency||0.270461671612|0.135230835806
                block-frequency|m=10000|0.681394427817|0.681394427817
                poker|m=4|0.780395798193|0.780395798193
                poker|m=8|0.901438672599|0.901438672599
                overlapping-subsequence|m=3 P1|0.772785315237|0.772785315237
                overlapping-subsequence|m=3 P2|0.781164128075|0.781164128075
                overlapping-subsequence|m=5 P1|0.760368022302|0.760368022302
                overlapping-subsequence|m=5 P2|0.503418371027|0.503418371027
                runs-total||0.765103365059|0.617448317470
                runs-distribution||0.906802655964|0.906802655964
                longest-run|m=10000 ones|0.188213989586|0.188213989586
                longest-run|m=10000 zeros|0.443457560640|0.443457560640
                binary-derivative|k=3|0.951359136186|0.475679568093
                binary-derivative|k=7|0.857937209761|0.428968604880
                autocorrelation|d=1|0.763414379760|0.618292810120
                autocorrelation|d=2|0.814984797000|0.407492398500
                autocorrelation|d=8|0.069063021316|0.965468489342
                autocorrelation|d=16|0.624131124915|0.312065562458
                matrix-rank||0.764258796389|0.764258796389
                cumulative-sums|forward|0.513901331914|0.513901331914
                cumulative-sums|backward|0.396657486317|0.396657486317
                approximate-entropy|m=2|0.772708466330|0.772708466330
                approximate-entropy|m=5|0.823305638019|0.823305638019
                linear-complexity|m=500|0.710076110811|0.710076110811
                linear-complexity|m=1000|0.278584478675|0.278584478675
                maurer-universal||0.645979177542|0.677010411229
                discrete-fourier||0.992863598688|0.503568200656
                """),
        ReferenceValues(
            seed: 11, bitCount: 20_000,
            text: """
                monobit-frequency||0.966158777658|0.516920611171
                block-frequency|m=1000|0.775720558565|0.775720558565
                poker|m=4|0.750208903954|0.750208903954
                poker|m=8|0.499618633572|0.499618633572
                overlapping-subsequence|m=3 P1|0.275640548194|0.275640548194
                overlapping-subsequence|m=3 P2|0.420252314194|0.420252314194
                overlapping-subsequence|m=5 P1|0.280279295239|0.280279295239
                overlapping-subsequence|m=5 P2|0.144756035618|0.144756035618
                runs-total||0.065990156849|0.032995078425
                runs-distribution||0.418222810551|0.418222810551
                longest-run|m=128 ones|0.470532942667|0.470532942667
                longest-run|m=128 zeros|0.037882173641|0.037882173641
                binary-derivative|k=3|0.826479031632|0.413239515816
                binary-derivative|k=7|0.837496448369|0.581251775816
                autocorrelation|d=2|0.581242399889|0.290621199945
                autocorrelation|d=8|0.357874510842|0.178937255421
                autocorrelation|d=16|0.461922185684|0.769038907158
                cumulative-sums|forward|0.691036740139|0.691036740139
                cumulative-sums|backward|0.651486313650|0.651486313650
                approximate-entropy|m=2|0.272666324391|0.272666324391
                approximate-entropy|m=5|0.376060559462|0.376060559462
                discrete-fourier||0.375920582548|0.187960291274
                """),
        ReferenceValues(
            seed: 12, bitCount: 20_000,
            text: """
                monobit-frequency||0.350623312037|0.175311656019
                block-frequency|m=1000|0.265100856839|0.265100856839
                poker|m=4|0.713992375749|0.713992375749
                poker|m=8|0.517753193933|0.517753193933
                overlapping-subsequence|m=3 P1|0.471581229508|0.471581229508
                overlapping-subsequence|m=3 P2|0.515406174923|0.515406174923
                overlapping-subsequence|m=5 P1|0.407441834196|0.407441834196
                overlapping-subsequence|m=5 P2|0.550503917542|0.550503917542
                runs-total||0.237996646435|0.118998323217
                runs-distribution||0.603287407229|0.603287407229
                longest-run|m=128 ones|0.297082864046|0.297082864046
                longest-run|m=128 zeros|0.838654112727|0.838654112727
                binary-derivative|k=3|0.501709864117|0.749145067941
                binary-derivative|k=7|0.576358192538|0.711820903731
                autocorrelation|d=2|0.590971988802|0.295485994401
                autocorrelation|d=8|0.887514734289|0.556242632855
                autocorrelation|d=16|0.515176497479|0.742411751261
                cumulative-sums|forward|0.216926405467|0.216926405467
                cumulative-sums|backward|0.651486313650|0.651486313650
                approximate-entropy|m=2|0.460892143190|0.460892143190
                approximate-entropy|m=5|0.744753845549|0.744753845549
                discrete-fourier||0.899343188561|0.550328405719
                """),
        ReferenceValues(
            seed: 13, bitCount: 20_000,
            text: """
                monobit-frequency||0.208156753186|0.104078376593
                block-frequency|m=1000|0.602951375443|0.602951375443
                poker|m=4|0.566382577979|0.566382577979
                poker|m=8|0.240790536209|0.240790536209
                overlapping-subsequence|m=3 P1|0.779280812849|0.779280812849
                overlapping-subsequence|m=3 P2|0.944688533499|0.944688533499
                overlapping-subsequence|m=5 P1|0.410214801106|0.410214801106
                overlapping-subsequence|m=5 P2|0.152026735641|0.152026735641
                runs-total||0.790407507653|0.395203753827
                runs-distribution||0.088592809582|0.088592809582
                longest-run|m=128 ones|0.110767651058|0.110767651058
                longest-run|m=128 zeros|0.930668186260|0.930668186260
                binary-derivative|k=3|0.595855515331|0.702072242335
                binary-derivative|k=7|0.172267201636|0.913866399182
                autocorrelation|d=2|0.777286568650|0.611356715675
                autocorrelation|d=8|0.488244739367|0.244122369683
                autocorrelation|d=16|0.831937792977|0.415968896489
                cumulative-sums|forward|0.331472722488|0.331472722488
                cumulative-sums|backward|0.271385538679|0.271385538679
                approximate-entropy|m=2|0.779241670420|0.779241670420
                approximate-entropy|m=5|0.125395823150|0.125395823150
                discrete-fourier||0.375920582548|0.187960291274
                """),
    ]
}
