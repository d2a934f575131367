from tensorflow import keras
from scikeras.wrappers import KerasClassifier
es = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3)
clf = KerasClassifier(build, validation_split=0.2, epochs=20)
clf.fit(X, y, callbacks=[es])
