package dev.mlpc.runtime;

/**
 * 2/√π ∫₀ˣ e^(-t²) dt, in f32 like {@link Exponentials}, in f64 by the rational approximations of
 * fdlibm.
 *
 * <p>The coefficients in f64 are those of s_erf.c of fdlibm, Copyright (C) 1993 by Sun
 * Microsystems, Inc.; those in f32 are minimax fits of relative error below 2·10⁻⁹.
 */
final class ErrorFunction {
  private static final int MAGNITUDE = 0x7fffffff;

  /** erf(1), rounded to 24 bits. */
  private static final double AT_ONE = 0.8450629115104675;

  private ErrorFunction() {}

  static float erf(float x) {
    // Near 0: x + x·p(x²).
    float z = x * x;
    float near = 7.867642e-05f;
    near = near * z - 0.00080264197f;
    near = near * z + 0.0051909415f;
    near = near * z - 0.026855364f;
    near = near * z + 0.11283623f;
    near = near * z - 0.3761263f;
    near = near * z + 0.12837917f;
    near = near * x + x;
    // Far from it: 1 - e^p(|x|), which is 1 from 3.95 on.
    float size = Exponentials.between(0, Math.abs(x), 3.95f);
    float power = -2.0450087e-05f;
    power = power * size + 0.00042707706f;
    power = power * size - 0.0041356464f;
    power = power * size + 0.025027191f;
    power = power * size - 0.10813913f;
    power = power * size - 0.6334734f;
    power = power * size - 1.1294532f;
    power = power * size + 0.00016202468f;
    float far = 1 - Exponentials.expBetween(power);
    // |x| < 0.875, by the sign of the difference of the bits.
    int isNear = ((Float.floatToRawIntBits(x) & MAGNITUDE) - 0x3f600000) >> 31;
    return Exponentials.withSignOf(x, Exponentials.select(isNear, near, far));
  }

  static double erf(double x) {
    double size = Math.abs(x);
    if (size < 0.84375) {
      return x + x * nearZero(x * x);
    }
    if (size < 1.25) {
      return Math.copySign(AT_ONE + nearOne(size - 1), x);
    }
    if (size < 6) {
      return Math.copySign(1 - complement(size), x);
    }
    return Double.isNaN(x) ? x : Math.signum(x);
  }

  /** (erf(x) - x) / x, of z = x² below 0.84375². */
  private static double nearZero(double z) {
    double p = -2.3763016656650163e-5;
    p = p * z - 0.005770270296489442;
    p = p * z - 0.02848174957559851;
    p = p * z - 0.3250421072470015;
    p = p * z + 0.12837916709551256;
    double q = -3.960228278775368e-6;
    q = q * z + 0.00013249473800432164;
    q = q * z + 0.005081306281875766;
    q = q * z + 0.0650222499887673;
    q = q * z + 0.39791722395915535;
    q = q * z + 1;
    return p / q;
  }

  /** erf(1 + s) - erf(1) for s from -0.15625 to 0.25. */
  private static double nearOne(double s) {
    double p = -0.002166375594868791;
    p = p * s + 0.035478304325618236;
    p = p * s - 0.11089469428239668;
    p = p * s + 0.31834661990116175;
    p = p * s - 0.3722078760357013;
    p = p * s + 0.41485611868374833;
    p = p * s - 0.0023621185607526594;
    double q = 0.011984499846799107;
    q = q * s + 0.01363708391202905;
    q = q * s + 0.12617121980876164;
    q = q * s + 0.07182865441419627;
    q = q * s + 0.540397917702171;
    q = q * s + 0.10642088040084423;
    q = q * s + 1;
    return p / q;
  }

  /** 1 - erf(x) = e^(-x² - 0.5625 + p/q) / x for x from 1.25 to 6, of 1/x². */
  private static double complement(double x) {
    double z = 1 / (x * x);
    double fraction = x < 1 / 0.35 ? nearTwo(z) : nearFour(z);
    // By parts: rounding x² would change as many ulps of the result as x² is large. 26 of 53 bits:
    // their square is exact.
    double head = Double.longBitsToDouble(Double.doubleToRawLongBits(x) & -1L << 27);
    return Math.exp(-head * head - 0.5625) * Math.exp((head - x) * (head + x) + fraction) / x;
  }

  private static double nearTwo(double z) {
    double p = -9.814329344169145;
    p = p * z - 81.2874355063066;
    p = p * z - 184.60509290671104;
    p = p * z - 162.39666946257347;
    p = p * z - 62.375332450326006;
    p = p * z - 10.558626225323291;
    p = p * z - 0.6938585727071818;
    p = p * z - 0.009864944034847148;
    double q = -0.0604244152148581;
    q = q * z + 6.570249770319282;
    q = q * z + 108.63500554177944;
    q = q * z + 429.00814002756783;
    q = q * z + 645.3872717332679;
    q = q * z + 434.56587747522923;
    q = q * z + 137.65775414351904;
    q = q * z + 19.651271667439257;
    q = q * z + 1;
    return p / q;
  }

  private static double nearFour(double z) {
    double p = -483.5191916086514;
    p = p * z - 1025.0951316110772;
    p = p * z - 637.5664433683896;
    p = p * z - 160.63638485582192;
    p = p * z - 17.757954917754752;
    p = p * z - 0.799283237680523;
    p = p * z - 0.0098649429247001;
    double q = -22.44095244658582;
    q = q * z + 474.52854120695537;
    q = q * z + 2553.0504064331644;
    q = q * z + 3199.8582195085955;
    q = q * z + 1536.729586084437;
    q = q * z + 325.7925129965739;
    q = q * z + 30.33806074348246;
    q = q * z + 1;
    return p / q;
  }
}
