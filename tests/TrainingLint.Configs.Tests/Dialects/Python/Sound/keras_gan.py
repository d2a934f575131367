
from tensorflow import keras
disc = build_d(); disc.compile(optimizer=keras.optimizers.Adam(2e-4), loss='binary_crossentropy')
disc.trainable = False
gan = keras.Model(z, disc(gen(z)))
gan.compile(optimizer=keras.optimizers.Adam(2e-4), loss='binary_crossentropy')
gan.fit(zs, ones, epochs=3)
